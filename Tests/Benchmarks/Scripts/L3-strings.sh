# Strings taken apart: `case`, prefix and suffix removal, arithmetic.
n=$1 i=0 total=0
while [ $i -lt $n ]; do
  x="alpha-$i.txt"
  case $x in
    beta-*) total=$((total+2)) ;;
    *.jpg) total=$((total+3)) ;;
    alpha-*.txt) total=$((total+1)) ;;
    *) total=$((total+4)) ;;
  esac
  y=${x#alpha-}
  z=${y%.txt}
  total=$((total+z))
  i=$((i+1))
done
echo $total
