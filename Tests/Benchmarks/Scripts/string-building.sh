# A string that grows to 1 MB by pieces of 256 bytes. One iteration is the whole.
piece=0123456789abcdef
piece=$piece$piece$piece$piece
piece=$piece$piece$piece$piece
n=$1 i=0 s=
while [ $i -lt $n ]; do
  s= j=0
  while [ $j -lt 4096 ]; do s=$s$piece; j=$((j+1)); done
  i=$((i+1))
done
echo ${#s}
