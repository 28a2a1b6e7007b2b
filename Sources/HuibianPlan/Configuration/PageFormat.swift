import HuibianDiagnostics

/// How an office sets its documents where GB/T 9704-2012 leaves it room (版式).
package struct PageFormat: Hashable, Sendable {
  /// 双面: printed on both sides.
  package var isDuplex = true
  /// 二级标题加粗.
  package var isSecondHeadingBold = false
  /// 页码: 居中 instead of 外侧.
  package var isNumberCentred = false
  /// 标志字号: of 发文机关标志, in points.
  package var markSize = 48
  /// 字体: 小标宋, 仿宋, 楷体, 黑体 or 宋体 → the face's name on the office's machines.
  package var faces: [String: String] = [:]

  package init() {}

  static let keys = ["双面", "二级标题加粗", "页码", "标志字号", "字体"]
  /// The kinds of face that 字体 may name.
  package static let faceKinds = ["小标宋", "仿宋", "楷体", "黑体", "宋体"]
  static let markSizes = 22...72
}

extension PageFormat {
  /// Reads 版式; every mistake in it is reported.
  static func read(_ node: YAMLNode?, sink: inout DiagnosticSink) -> PageFormat {
    var format = PageFormat()
    guard let node, let fields = node.fields(keys, "版式", sink: &sink) else { return format }
    if let flag = fields["双面"]?.flag("双面", sink: &sink) { format.isDuplex = flag }
    if let flag = fields["二级标题加粗"]?.flag("二级标题加粗", sink: &sink) {
      format.isSecondHeadingBold = flag
    }
    if let place = fields["页码"], let text = place.name("页码", sink: &sink) {
      if ["外侧", "居中"].contains(text) {
        format.isNumberCentred = text == "居中"
      } else {
        sink.report(.wrongShape("页码", expected: "外侧 或 居中", at: place.location))
      }
    }
    if let size = fields["标志字号"], let points = size.number("标志字号", sink: &sink) {
      if markSizes.contains(points) {
        format.markSize = points
      } else {
        sink.report(.wrongShape("标志字号", expected: "22到72的整数（磅）", at: size.location))
      }
    }
    if let faces = fields["字体"],
      let names = faces.fields(faceKinds, "字体", sink: &sink)
    {
      for (kind, name) in names { format.faces[kind] = name.name(kind, sink: &sink) }
    }
    return format
  }
}
