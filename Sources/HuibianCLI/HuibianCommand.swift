import ArgumentParser
import HuibianDiagnostics

/// The program `huibian`: picks the command, runs it, and turns what it throws into an exit status.
///
/// All text comes from here and not from the argument parser, because all of it is Chinese: help
/// from ``HelpPage``, mistakes in the command line from ``UsageError``.
@main
struct HuibianCommand: AsyncParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "huibian",
    subcommands: [
      Compile.self, Check.self, Stats.self, Inspect.self, Metrics.self, Templates.self,
      AuditCommand.self, Sample.self,
    ])

  static func main() async {
    ignoreFileSizeSignal()
    let status = await run(Array(CommandLine.arguments.dropFirst()))
    endProgram(status)
  }

  /// Runs one command line, without the program's own name.
  static func run(_ arguments: [String]) async -> ExitStatus {
    let console = Console(arguments: arguments)
    do {
      if let page = try helpPage(asked: arguments) {
        try console.result(page.text())
      } else if arguments.first == "--version" {
        try console.result("huibian \(version)\n")
      } else {
        try await runCommand(arguments)
      }
      return .done
    } catch let error as CompilationError {
      console.show(error.diagnostics)
      return .materialHasErrors
    } catch let error as UsageError {
      console.show([error.diagnostic])
      return .wrongUse
    } catch let error as ExitStatus {
      return error
    } catch {
      let usage = UsageError(parserMessage: message(for: error), arguments: arguments)
      console.show([usage.diagnostic])
      return .wrongUse
    }
  }

  private static func runCommand(_ arguments: [String]) async throws {
    var command = try parseAsRoot(arguments)
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  }

  /// The page that the user asked for with `--help`, `-h`, `help [命令]`, or by giving nothing.
  ///
  /// - Throws: If `help` names no page.
  private static func helpPage(asked arguments: [String]) throws(UsageError) -> HelpPage? {
    guard let first = arguments.first else { return .overview }
    let words = arguments.prefix { $0 != "--" }
    if first == "help" {
      guard let topic = words.dropFirst().first, !topic.hasPrefix("-") else { return .overview }
      if topic == HelpPage.rules.command { return .rules }
      guard let page = HelpPage(of: topic) else { throw UsageError(unknownCommand: topic) }
      return page
    }
    guard words.contains("--help") || words.contains("-h") else { return nil }
    return HelpPage(of: first) ?? .overview
  }
}

/// How the program ends. Thrown by a command whose messages have been shown already.
enum ExitStatus: Int32, Error, Sendable {
  case done = 0
  /// The user's material has errors; no output file was written or changed.
  case materialHasErrors = 1
  /// The command line itself is wrong (`EX_USAGE`).
  case wrongUse = 64
}
