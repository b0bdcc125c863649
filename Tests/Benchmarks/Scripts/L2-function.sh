# A counting loop that calls a function.
n=$1 i=0
f() { x=$1; }
while [ $i -lt $n ]; do f $i; i=$((i+1)); done
echo $i $x
