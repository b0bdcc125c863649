# `while IFS=: read` of three names over a file of 100,000 lines. One iteration is the whole.
n=$1 i=0
while [ $i -lt $n ]; do
  count=0
  while IFS=: read -r a b c; do count=$((count+1)); done < "$BENCH_DATA/lines.txt"
  i=$((i+1))
done
echo $count $a
