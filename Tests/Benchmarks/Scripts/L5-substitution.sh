# A command substitution of a builtin.
n=$1 i=0
while [ $i -lt $n ]; do x=$(echo $i); i=$((i+1)); done
echo $i $x
