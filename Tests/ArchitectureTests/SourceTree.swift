import Glibc

/// The files of this package, read without Foundation.
enum SourceTree {
  /// The package's folder, found from this file's own place.
  static let root = String(#filePath.dropLast("/Tests/ArchitectureTests/SourceTree.swift".count))

  /// The names in a folder, sorted; none when there is no such folder.
  static func names(_ directory: String) -> [String] {
    guard let stream = opendir(root + "/" + directory) else { return [] }
    defer { closedir(stream) }
    var found: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { found.append(name) }
    }
    return found.sorted()
  }

  /// The paths, relative to the package, of all files below a folder whose name ends so.
  static func files(below directory: String, endingIn suffix: String = "") -> [String] {
    names(directory).flatMap { name -> [String] in
      let path = directory.isEmpty ? name : directory + "/" + name
      if name.hasPrefix(".build") || name == ".git" { return [] }
      if isDirectory(path) { return files(below: path, endingIn: suffix) }
      return name.hasSuffix(suffix) ? [path] : []
    }
  }

  static func exists(_ path: String) -> Bool { access(root + "/" + path, F_OK) == 0 }

  static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(root + "/" + path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// A file's text; empty when it cannot be read.
  static func text(_ path: String) -> String {
    guard let file = fopen(root + "/" + path, "r") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func lines(_ path: String) -> [String] {
    lines(of: text(path).utf8)
  }

  static func lines(of bytes: some Collection<UInt8>) -> [String] {
    bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether a text has a word in it: by bytes, many times as fast as by characters.
  static func holds(_ text: String, _ word: String) -> Bool { strstr(text, word) != nil }
}
