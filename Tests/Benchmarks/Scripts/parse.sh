# A script of 50,000 lines read and parsed, few of which run. One iteration is the whole.
n=$1 i=0
while [ $i -lt $n ]; do . "$BENCH_DATA/long.sh"; i=$((i+1)); done
echo $i $last
