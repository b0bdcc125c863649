# A list of 1,000 words split and walked; one iteration is one word.
n=$1 i=0 list=
while [ $i -lt 1000 ]; do list="$list word$i"; i=$((i+1)); done
i=0
while [ $i -lt $n ]; do
  for w in $list; do x=$w; done
  i=$((i+1000))
done
echo $i $x
