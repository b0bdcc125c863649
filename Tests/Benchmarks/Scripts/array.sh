# shells: bash
# An array of 100,000 elements appended one by one, then read. One iteration is the whole.
n=$1 k=0
while [ $k -lt $n ]; do
  unset a
  i=0 sum=0
  while [ $i -lt 100000 ]; do a+=($i); i=$((i+1)); done
  i=0
  while [ $i -lt 100000 ]; do sum=$((sum + ${a[i]})); i=$((i+1)); done
  k=$((k+1))
done
echo ${#a[@]} $sum
