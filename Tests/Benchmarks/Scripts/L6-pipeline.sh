# A substitution of a pipeline of two utilities.
n=$1 i=0
while [ $i -lt $n ]; do
  x="$i.b.c"
  y=$(echo "$x" | cut -d. -f1)
  i=$((i+1))
done
echo $i $y
