# shells: bash mksh
# `read` of a here-string into three names.
n=$1 i=0
while [ $i -lt $n ]; do
  IFS=: read -r a b c <<< "$i:x:y z"
  i=$((i+1))
done
echo $a $b $c
