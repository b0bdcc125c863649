function handler () {
  EVENT=$1
  echo "$EVENT" 1>&2;
  RESPONSE="Echoing request: '$EVENT'"

  echo $RESPONSE
}
