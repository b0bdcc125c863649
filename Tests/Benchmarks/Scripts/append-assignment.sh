# shells: bash mksh
# A string of 1 MB that grows by `+=`, 16 bytes at a time. One iteration is the whole.
n=$1 i=0
while [ $i -lt $n ]; do
  s= j=0
  while [ $j -lt 65536 ]; do s+=0123456789abcdef; j=$((j+1)); done
  i=$((i+1))
done
echo ${#s}
