import Glibc
import ShellBytes
import ShellCommand
import ShellSystem

/// The HTTP server of these tests, started with the first one that needs it.
///
/// It ends when this process does: its standard input is then at its end.
final class TestServer: Sendable {
  /// The port on 127.0.0.1; 1, where nobody listens, when there is no server.
  let port: Int
  private let child: ChildProcess?
  /// Kept open: the server ends with it.
  private let stayingAlive: Int32

  static let shared = TestServer()
  /// `http://127.0.0.1:PORT`.
  static var url: ByteString { "http://127.0.0.1:\(shared.port)" }

  private init() {
    guard let input = try? KernelPipe.make(), let output = try? KernelPipe.make() else {
      (port, child, stayingAlive) = (1, nil, -1)
      return
    }
    let script = Path.normalized(
      Path.join(Path.directory(ByteString(#filePath)), "../CurlServer/server.py"))
    let program = Program(
      path: "/usr/bin/env", arguments: ["env", "python3", script],
      environment: ProcessIdentity.startEnvironment, directory: "/", umask: 0o022,
      descriptors: [input.reader, output.writer, 2])
    child = try? program.spawn()
    close(input.reader)
    close(output.writer)
    stayingAlive = input.writer
    let answer = try? ByteReader(KernelFile(output.reader), gate: Gate()).readLine()
    port = answer?.decimalInteger ?? 1
  }
}
