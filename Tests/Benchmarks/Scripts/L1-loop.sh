# A counting loop.
n=$1 i=0
while [ $i -lt $n ]; do i=$((i+1)); done
echo $i
