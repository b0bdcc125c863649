# `set -- $line` of eight words.
n=$1 i=0
line='one two three four five six seven eight'
while [ $i -lt $n ]; do set -- $line; x=$3; i=$((i+1)); done
echo $# $x
