import CCurl
import ShellBytes
import ShellCommand
import ShellSystem

/// One transfer: what libcurl calls back while it runs.
///
/// All calls come on the thread that runs `Handle.perform`, so nothing here is locked.
final class Transfer {
  let session: Session
  let options: Options
  let url: ByteString
  let output: OutputFile
  /// What is sent with `-T`; nil sends nothing.
  var upload: OpenFile?
  /// Files of a multipart body, which libcurl reads through pointers.
  var readers: [FormReader] = []
  /// The multipart body, freed with this transfer.
  var mime: UnsafeMutableRawPointer?
  /// Where `-D` writes.
  var headerFile: OpenFile?
  /// Whether `-J` still waits for a name.
  var awaitsName = false
  /// Headers of the last response.
  private(set) var headers: [ResponseHeader] = []
  /// An error of the system inside a call back; it ends the transfer.
  private(set) var failure: Errno?
  private let isHTTP: Bool

  init(
    _ session: Session, _ options: Options, url: ByteString, isHTTP: Bool, output: OutputFile
  ) {
    self.session = session
    self.options = options
    self.url = url
    self.isHTTP = isHTTP
    self.output = output
  }

  deinit { if let mime { ccurl_mime_free(mime) } }

  private var context: CommandContext { session.context }

  /// Forgets what a try left behind, before the next one.
  func restart() {
    failure = nil
    headers = []
    output.restart()
    session.handle.clearError()
  }

  /// Tells libcurl whom to call. The transfer must outlive the run.
  func connect() {
    let handle = session.handle
    let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
    handle.set(.writeData, me)
    handle.set(.writeFunction) { bytes, size, count, context in
      Transfer.from(context)?.receive(Transfer.buffer(bytes, size, count)) ?? 0
    }
    handle.set(.headerData, me)
    handle.set(.headerFunction) { bytes, size, count, context in
      Transfer.from(context)?.receiveHeader(Transfer.buffer(bytes, size, count)) ?? 0
    }
    if upload != nil {
      handle.set(.readData, me)
      handle.set(.readFunction) { bytes, size, count, context in
        guard let bytes, let transfer = Transfer.from(context) else { return 0x1000_0000 }
        return transfer.send(UnsafeMutableRawBufferPointer(start: bytes, count: size &* count))
      }
      handle.set(.seekData, me)
      handle.set(
        .seekFunction,
        seek: { context, offset, origin in
          guard let file = Transfer.from(context)?.upload else { return 2 }
          return FormReader.seek(file, offset, origin)
        })
    }
    if session.trace != nil {
      handle.set(.debugData, me)
      handle.set(
        .debugFunction,
        debug: { _, kind, bytes, count, context in
          if let transfer = Transfer.from(context), let kind = Trace.Kind(rawValue: kind) {
            transfer.session.trace?.report(kind, ByteString(Transfer.buffer(bytes, 1, count)))
          }
          return 0
        })
      handle.set(.verbose, true)
    }
  }

  private static func from(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func buffer(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int
  ) -> UnsafeBufferPointer<UInt8> {
    let start = UnsafeRawPointer(bytes)?.assumingMemoryBound(to: UInt8.self)
    return UnsafeBufferPointer(start: start, count: start == nil ? 0 : size &* count)
  }

  // MARK: Called by libcurl

  /// - Returns: how many bytes were taken; fewer than were given end the transfer.
  func receive(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    do {
      return try output.write(bytes) ? bytes.count : (bytes.isEmpty ? 1 : 0)
    } catch let error {
      failure = error
      return bytes.isEmpty ? 1 : 0
    }
  }

  private func receiveHeader(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let line = ByteString(bytes)
    do {
      if let headerFile {
        if headerFile === context.output.file {
          try context.output.write(bytes)
        } else {
          try headerFile.write(bytes, context.gate)
        }
      }
    } catch let error {
      failure = error
      return 0
    }
    note(line)
    if awaitsName, let name = Transfer.fileName(inHeader: line) {
      awaitsName = false
      let path = options.outputDirectory.map { "\($0)/\(name)" } ?? name
      if !output.rename(path) { return 0 }
    }
    if options.includesHeaders && isHTTP { return receive(bytes) }
    return bytes.count
  }

  /// Keeps a header; a status line begins anew.
  private func note(_ line: ByteString) {
    if line.hasPrefix("HTTP/") {
      headers = []
      return
    }
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0 else { return }
    headers.append(
      ResponseHeader(
        name: line.prefix(colon), value: Transfer.trimmed(line.dropFirst(colon + 1))))
  }

  private static func trimmed(_ text: ByteString) -> ByteString {
    var from = 0
    var to = text.count
    while from < to && text[from].isASCIISpace { from += 1 }
    while to > from && text[to - 1].isASCIISpace { to -= 1 }
    return text.bytes(in: from..<to)
  }

  /// The name in `Content-Disposition: attachment; filename="name"`, without directories.
  static func fileName(inHeader line: ByteString) -> ByteString? {
    guard line.prefix(20).asciiLowercased == "content-disposition:" else { return nil }
    for field in line.dropFirst(20).split(at: UInt8(ascii: ";")) {
      let parameter = trimmed(field)
      guard parameter.prefix(9).asciiLowercased == "filename=" else { continue }
      var name = parameter.dropFirst(9)
      if let quote = name.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        guard let end = name.firstIndex(of: quote, from: 1) else { continue }
        name = name.bytes(in: 1..<end)
      }
      for slash in [UInt8(ascii: "/"), UInt8(ascii: "\\")] {
        if let at = name.lastIndex(of: slash) { name = name.dropFirst(at + 1) }
      }
      if !name.isEmpty && name != "." && name != ".." && !name.contains(0) { return name }
    }
    return nil
  }

  private func send(_ target: UnsafeMutableRawBufferPointer) -> Int {
    guard let upload else { return 0 }
    do {
      return try FormReader.read(upload, into: target, context.gate)
    } catch let error as Errno {
      failure = error
      return 0x1000_0000
    } catch {
      return 0x1000_0000
    }
  }
}

/// A file of a multipart body, read while it is sent.
final class FormReader {
  let file: OpenFile
  let gate: Gate

  init(_ file: OpenFile, _ gate: Gate) {
    self.file = file
    self.gate = gate
  }

  /// Reads what can be had now.
  /// - Returns: how many bytes; 0 at the end.
  static func read(
    _ file: OpenFile, into target: UnsafeMutableRawBufferPointer, _ gate: Gate
  ) throws -> Int {
    try file.read(gate) { bytes in
      let count = min(bytes.count, target.count)
      if let start = bytes.baseAddress, let place = target.baseAddress {
        place.copyMemory(from: start, byteCount: count)
      }
      return (count, count)
    }
  }

  /// Moves to an offset from the start, as a second try wants it.
  /// - Returns: 0, or 2 for "cannot".
  static func seek(_ file: OpenFile, _ offset: Int64, _ origin: Int32) -> Int32 {
    guard origin == 0, file.returnUnread(), (try? file.seek(Int(offset), 0)) != nil else {
      return 2
    }
    return 0
  }

  /// Gives a part this file as its content.
  func attach(to part: UnsafeMutableRawPointer, size: Int) -> Int32 {
    ccurl_mime_reader(
      part, Int64(size),
      { bytes, size, count, context in
        guard let bytes, let context else { return 0x1000_0000 }
        let reader = Unmanaged<FormReader>.fromOpaque(context).takeUnretainedValue()
        let target = UnsafeMutableRawBufferPointer(start: bytes, count: size &* count)
        return (try? FormReader.read(reader.file, into: target, reader.gate)) ?? 0x1000_0000
      },
      { context, offset, origin in
        guard let context else { return 2 }
        let reader = Unmanaged<FormReader>.fromOpaque(context).takeUnretainedValue()
        return FormReader.seek(reader.file, offset, origin)
      }, Unmanaged.passUnretained(self).toOpaque())
  }
}
