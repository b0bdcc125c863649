# A folder of 10,000 names matched by two patterns. One iteration is both.
n=$1 i=0
cd "$BENCH_DATA/names"
while [ $i -lt $n ]; do
  set -- *
  all=$#
  set -- *7?.txt
  i=$((i+1))
done
echo $all $#
