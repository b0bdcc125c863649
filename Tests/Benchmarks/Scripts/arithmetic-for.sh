# shells: bash
# `for ((…))`.
n=$1 sum=0
for ((i = 0; i < n; i++)); do sum=$((sum + i)); done
echo $sum
