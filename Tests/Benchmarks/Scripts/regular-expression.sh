# shells: bash
# `[[ =~ ]]` with two groups.
n=$1 i=0 total=0
re='^([a-z]+)-([0-9]+)\.txt$'
while [ $i -lt $n ]; do
  if [[ name-$i.txt =~ $re ]]; then total=$((total + BASH_REMATCH[2])); fi
  i=$((i+1))
done
echo $total
