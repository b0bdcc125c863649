# An expression with many variables.
n=$1 i=0 a=3 b=5 c=7 d=11 e=0
while [ $i -lt $n ]; do
  e=$(( (a * i + b) % 1000 - (c << 2) + (d & i) / 3 + (e > 500 ? -e : e) ))
  i=$((i+1))
done
echo $e
