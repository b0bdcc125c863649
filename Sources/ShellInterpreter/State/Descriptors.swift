import ShellBytes
import ShellSystem

/// The descriptor table: number to open file.
package struct Descriptors {
  /// A structure of our own: arrays of optionals cost tens of thousands of instructions at start.
  private struct Place {
    var file: OpenFile?
  }
  private var places: [Place]
  /// The highest number that a script may use.
  static let limit = 1024

  /// None is open.
  init() { places = [] }

  package init(input: OpenFile?, output: OpenFile?, error: OpenFile?) {
    places = [Place(file: input), Place(file: output), Place(file: error)]
  }

  /// One more than the highest number that was ever open.
  var count: Int { places.count }

  subscript(number: Int) -> OpenFile? {
    @inline(__always) get { number >= 0 && number < places.count ? places[number].file : nil }
    set {
      guard number >= 0 && number < Descriptors.limit else { return }
      while places.count <= number { places.append(Place(file: nil)) }
      places[number].file = newValue
    }
  }

  /// The lowest free number from `start` on.
  func firstFree(from start: Int) -> Int {
    var number = start
    while number < places.count && places[number].file != nil { number += 1 }
    return number
  }
}
