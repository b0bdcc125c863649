import ShellBytes
import ShellSystem

/// Home directories out of the user database, which is read only when a script asks.
enum ShellUser {
  static func home(named name: ByteString) -> ByteString? { User(named: name)?.home }
  static func home(id: UInt32?) -> ByteString? {
    User(id: id ?? ProcessIdentity.user)?.home
  }
}

extension ShellUser {
  static var name: ByteString? { User(id: ProcessIdentity.effectiveUser)?.name }
  static var hostName: ByteString { ProcessIdentity.hostName }
  static var isRoot: Bool { ProcessIdentity.effectiveUser == 0 }
}
