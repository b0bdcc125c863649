import ShellBytes

/// The order in which bash goes through an associative array: by the buckets of its hash table, so
/// that a script's output is the same (bash 5.2, `hashlib.c`).
enum KeyOrder {
  /// The places of keys in that order; the keys come in the order they were put in, nil where one
  /// was removed.
  static func places(_ keys: [ByteString?]) -> [Int] {
    // A table begins with 1,024 buckets, and gets four times as many when it holds twice as many
    // keys as it has buckets.
    var mask: UInt32 = 1023
    var count = 0
    let hashes = keys.map { $0.map(hash) ?? 0 }
    if keys.count <= 2048 { return sorted(keys, hashes, mask) }
    var heads = [Int32](repeating: -1, count: Int(mask) + 1)
    var next = [Int32](repeating: -1, count: keys.count)
    for place in keys.indices where keys[place] != nil {
      if count >= heads.count * 2 {
        mask = mask &* 4 &+ 3
        grow(&heads, &next, hashes, mask)
      }
      let bucket = Int(hashes[place] & mask)
      next[place] = heads[bucket]
      heads[bucket] = Int32(truncatingIfNeeded: place)
      count += 1
    }
    return walk(heads, next, count)
  }

  /// A table that never grew: by bucket, in a bucket the newest key first.
  private static func sorted(_ keys: [ByteString?], _ hashes: [UInt32], _ mask: UInt32) -> [Int] {
    keys.indices.filter { keys[$0] != nil }.sorted { left, right in
      let l = hashes[left] & mask
      let r = hashes[right] & mask
      return l == r ? left > right : l < r
    }
  }

  /// Moves all keys into more buckets, from the first bucket's first key on.
  private static func grow(
    _ heads: inout [Int32], _ next: inout [Int32], _ hashes: [UInt32], _ mask: UInt32
  ) {
    var bigger = [Int32](repeating: -1, count: Int(mask) + 1)
    for head in heads {
      var place = head
      while place >= 0 {
        let following = next[Int(place)]
        let bucket = Int(hashes[Int(place)] & mask)
        next[Int(place)] = bigger[bucket]
        bigger[bucket] = place
        place = following
      }
    }
    heads = bigger
  }

  private static func walk(_ heads: [Int32], _ next: [Int32], _ count: Int) -> [Int] {
    var places: [Int] = []
    places.reserveCapacity(count)
    for head in heads {
      var place = head
      while place >= 0 {
        places.append(Int(place))
        place = next[Int(place)]
      }
    }
    return places
  }

  /// FNV-1 of 32 bits, over bytes with their sign.
  private static func hash(_ key: ByteString) -> UInt32 {
    key.withBytes { bytes in
      var hash: UInt32 = 2_166_136_261
      for byte in bytes {
        hash = hash &* 16_777_619
        hash ^= UInt32(bitPattern: Int32(Int8(bitPattern: byte)))
      }
      return hash
    }
  }
}
