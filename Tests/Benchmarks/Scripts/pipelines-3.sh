# A pipeline of three utilities.
n=$1 i=0
while [ $i -lt $n ]; do
  printf '%s\n' "b $i" "a $i" | grep a | cut -d' ' -f2 > /dev/null
  i=$((i+1))
done
echo $i
