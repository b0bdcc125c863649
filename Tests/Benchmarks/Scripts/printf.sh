# `printf` with three conversions, its output thrown away.
n=$1 i=0
while [ $i -lt $n ]; do printf '%05d %s %x\n' $i name $i; i=$((i+1)); done > /dev/null
echo $i
