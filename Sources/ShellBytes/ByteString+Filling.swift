extension ByteString {
  /// Lets `fill` write up to `size` bytes behind the others; it returns how many it wrote.
  ///
  /// The bytes land in the storage itself, so that a large event is received without a copy.
  public mutating func append<Failure: Error>(
    upTo size: Int, _ fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Int {
    guard size > 0 else { return 0 }
    let old = count
    ensureHeap(capacity: old &+ size)
    guard case .heap(let storage) = representation else { return 0 }
    let start = storage.withUnsafeMutablePointerToElements { $0 + old }
    let filled = try fill(UnsafeMutableRawBufferPointer(start: start, count: size))
    let added = Swift.min(Swift.max(0, filled), size)
    storage.withUnsafeMutablePointerToHeader { $0.pointee.count = old &+ added }
    return added
  }
}
