# shells: bash mksh busybox
# `[[ == ]]` with a pattern.
n=$1 i=0 hits=0
while [ $i -lt $n ]; do
  x=name-$i
  if [[ $x == name-*7 ]]; then hits=$((hits+1)); fi
  i=$((i+1))
done
echo $hits
