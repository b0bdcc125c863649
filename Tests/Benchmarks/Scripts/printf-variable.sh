# shells: bash
# `printf -v`.
n=$1 i=0 v=
while [ $i -lt $n ]; do printf -v v '%03d-%s' $i name; i=$((i+1)); done
echo $v
