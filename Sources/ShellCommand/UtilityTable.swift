import ShellBytes

/// The utilities that a shell calls by name: those of a registry, and what an embedder puts in
/// their place.
public struct UtilityTable: Sendable {
  /// A registry, indexed when the first name is looked up.
  public final class Registry: Sendable {
    private let utilities: [Utility]
    private let names: NameTable

    public init(_ utilities: [Utility]) {
      self.utilities = utilities
      names = NameTable(capacity: utilities.count)
      for utility in utilities { _ = names.place(utility.name) }
    }

    public subscript(name: ByteString) -> Utility? { names.find(name).map { utilities[$0] } }
    public var allNames: [ByteString] { utilities.map(\.name) }
  }

  private let registry: (@Sendable () -> Registry)?
  /// A nil utility takes the registry's away.
  private var replaced: [ByteString: Utility?] = [:]

  /// No utilities.
  public init() { registry = nil }

  /// - Parameter registry: called at the first look-up; returns the same each time.
  public init(_ registry: @escaping @Sendable () -> Registry) { self.registry = registry }

  public subscript(name: ByteString) -> Utility? {
    get {
      if !replaced.isEmpty, let own = replaced[name] { return own }
      return registry?()[name]
    }
    set { replaced.updateValue(newValue, forKey: name) }
  }

  /// The names of all utilities, sorted.
  public var names: [ByteString] {
    var names = Set(registry?().allNames ?? [])
    for (name, utility) in replaced {
      if utility == nil { names.remove(name) } else { names.insert(name) }
    }
    return names.sorted()
  }
}
