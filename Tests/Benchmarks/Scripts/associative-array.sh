# shells: bash
# An associative array of 100,000 keys written, then read. One iteration is the whole.
n=$1 k=0
while [ $k -lt $n ]; do
  unset m
  declare -A m
  i=0 sum=0
  while [ $i -lt 100000 ]; do m[key$i]=$i; i=$((i+1)); done
  i=0
  while [ $i -lt 100000 ]; do sum=$((sum + ${m[key$i]})); i=$((i+1)); done
  k=$((k+1))
done
echo ${#m[@]} $sum
