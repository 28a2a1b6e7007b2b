import HuibianDiagnostics
import HuibianOPC

/// Typefaces and colours that a document names by its theme, spelled out for a document of another
/// theme. ECMA-376 Part 1, 20.1.6.
struct ThemeResolution {
  private var typefaces: [String: String] = [:]
  private var colours: [String: String] = [:]

  /// - Returns: Nil if the two documents look the same by their themes.
  init?(source: XML.Element?, host: XML.Element?) {
    let own = source?.first(.a("themeElements"))
    let other = host?.first(.a("themeElements"))
    let names = ["fontScheme", "clrScheme"]
    if names.allSatisfy({ own?.first(.a($0))?.children == other?.first(.a($0))?.children }) {
      return nil
    }
    for (kind, prefix) in [("majorFont", "major"), ("minorFont", "minor")] {
      guard let fonts = own?.first(.a("fontScheme"))?.first(.a(kind)) else { continue }
      let latin = fonts.first(.a("latin"))?["typeface"] ?? ""
      var asian = fonts.first(.a("ea"))?["typeface"] ?? ""
      if asian.isEmpty {
        asian = fonts.all(.a("font")).first { $0["script"] == "Hans" }?["typeface"] ?? ""
      }
      for suffix in ["Ascii", "HAnsi"] where !latin.isEmpty { typefaces[prefix + suffix] = latin }
      if !asian.isEmpty { typefaces[prefix + "EastAsia"] = asian }
      if let complex = fonts.first(.a("cs"))?["typeface"], !complex.isEmpty {
        typefaces[prefix + "Bidi"] = complex
      }
    }
    for colour in own?.first(.a("clrScheme"))?.elements ?? [] {
      let value = colour.first(.a("srgbClr"))?["val"] ?? colour.first(.a("sysClr"))?["lastClr"]
      colours[colour.name.local] = value
    }
    for (name, like) in [("tx1", "dk1"), ("bg1", "lt1"), ("tx2", "dk2"), ("bg2", "lt2")] {
      colours[name] = colours[like]
    }
  }

  /// Spells out what one element says by the theme.
  func resolve(_ element: inout XML.Element) {
    switch element.name {
    case .w("rFonts"):
      for (script, name) in [
        ("ascii", "asciiTheme"), ("hAnsi", "hAnsiTheme"), ("eastAsia", "eastAsiaTheme"),
        ("cs", "cstheme"),
      ] {
        guard let theme = element[w: name] else { continue }
        element[w: name] = nil
        if let typeface = typefaces[theme] { element[w: script] = typeface }
      }
    case .a("schemeClr"):
      guard let name = element["val"], let value = colours[name] else { return }
      element.name = .a("srgbClr")
      element["val"] = value
    default:
      // The colour itself stands beside its name in the theme.
      element.attributes.removeAll {
        $0.name.namespace == .w && Self.colourNames.contains($0.name.local)
      }
    }
  }

  private static let colourNames: Set<String> = [
    "themeColor", "themeTint", "themeShade", "themeFill", "themeFillTint", "themeFillShade",
  ]
}
