import ShellBytes
import ShellSystem

/// The descriptor table: number to open file.
struct Descriptors {
  private(set) var files: [OpenFile?]
  /// The highest number that a script may use.
  static let limit = 1024

  init(_ files: [OpenFile?] = []) { self.files = files }

  subscript(number: Int) -> OpenFile? {
    @inline(__always) get { number >= 0 && number < files.count ? files[number] : nil }
    set {
      guard number >= 0 && number < Descriptors.limit else { return }
      while files.count <= number { files.append(nil) }
      files[number] = newValue
    }
  }

  /// The lowest free number from `start` on.
  func firstFree(from start: Int) -> Int {
    var number = start
    while number < files.count && files[number] != nil { number += 1 }
    return number
  }
}
