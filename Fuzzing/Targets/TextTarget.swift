/// A text template, compiled to a report.
enum TextTarget: FuzzTarget {
  static let name = "text"

  static func run(_ bytes: [UInt8]) {
    guard let report = Compiling.compile(bytes, named: "模板.hb.md") else { return }
    let fault = Compiling.fault(of: report)
    require(fault == nil, fault ?? "")
  }
}
