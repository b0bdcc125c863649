# shells: bash
# `mapfile` of 100,000 lines. One iteration is the whole.
n=$1 i=0
while [ $i -lt $n ]; do mapfile -t lines < "$BENCH_DATA/lines.txt"; i=$((i+1)); done
echo ${#lines[@]} "${lines[@]: -1}"
