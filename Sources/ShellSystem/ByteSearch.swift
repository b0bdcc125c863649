import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The offset of the first such byte at or after `start`.
  @inline(__always)
  public func firstOffset(of byte: UInt8, from start: Int = 0) -> Int? {
    guard start >= 0, start < count, let base = baseAddress else { return nil }
    guard let hit = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(hit) - UnsafeRawPointer(base)
  }
}
