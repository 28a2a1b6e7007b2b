import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Punctuation where something is gone (GB/T 15834).
struct JunctionTests {
  private static let gone = [
    // A clause in the middle, at the end and at the beginning of a sentence.
    LineCase(["来信3件{{k a}}，来访5批{{/a}}，来电2件。"], ["a": []], ["来信3件，来电2件。"]),
    LineCase(["来信3件，{{k a}}来访5批{{/a}}，来电2件。"], ["a": []], ["来信3件，来电2件。"]),
    LineCase(["来信3件，{{k a}}来访5批，{{/a}}来电2件。"], ["a": []], ["来信3件，来电2件。"]),
    LineCase(["来信3件，{{k a}}来访5批{{/a}}。"], ["a": []], ["来信3件。"]),
    LineCase(["{{k a}}来信3件{{/a}}，来访5批。"], ["a": []], ["来访5批。"]),
    LineCase(["上旬平稳。{{k a}}中旬来信3件{{/a}}，来访5批。"], ["a": []], ["上旬平稳。来访5批。"]),
    LineCase(["上旬平稳。{{k a}}中旬来信3件{{/a}}。下旬平稳。"], ["a": []], ["上旬平稳。下旬平稳。"]),
    LineCase(["　　{{k a}}来信3件{{/a}}，来访5批。"], ["a": []], ["　　来访5批。"]),
    // The stop of a clause that is gone is that of the sentence.
    LineCase(["来信3件，{{k a}}来访5批。{{/a}}"], ["a": []], ["来信3件。"]),
    LineCase(["来信3件，{{k a}}来访5批。{{/a}}下一句。"], ["a": []], ["来信3件。下一句。"]),
    LineCase(["来信3件{{k a}}，来访5批，{{/a}}来电2件。"], ["a": []], ["来信3件，来电2件。"]),
    LineCase(["来信3件，{{k a}}来访5批{{/a}}"], ["a": []], ["来信3件"]),
    // The stronger mark stays.
    LineCase(["甲3件、{{k a}}乙2件{{/a}}，共5件。"], ["a": []], ["甲3件，共5件。"]),
    LineCase(["甲3件；{{k a}}乙2件{{/a}}，共5件。"], ["a": []], ["甲3件；共5件。"]),
    LineCase(["其中：{{k a}}甲3件{{/a}}；乙2件。"], ["a": []], ["其中：乙2件。"]),
    LineCase(["主要有：{{k a}}甲3件{{/a}}。"], ["a": []], ["主要有。"]),
    LineCase(["如下：{{k a}}甲3件{{/a}}"], ["a": []], ["如下："]),
    // Brackets and quotation marks around nothing.
    LineCase(["来信3件（{{k a}}其中重复1件{{/a}}），来访5批。"], ["a": []], ["来信3件，来访5批。"]),
    LineCase(["来信3件，（{{k a}}其中重复1件{{/a}}）。"], ["a": []], ["来信3件。"]),
    LineCase(["称为“{{k a}}某{{/a}}”。"], ["a": []], ["称为。"]),
    LineCase(["来信（甲3件，{{k a}}乙2件{{/a}}），来访。"], ["a": []], ["来信（甲3件），来访。"]),
    LineCase(["来信（{{k a}}甲3件{{/a}}，乙2件），来访。"], ["a": []], ["来信（乙2件），来访。"]),
    // Half-width marks count as well.
    LineCase(["来信3件,{{k a}}来访5批{{/a}}。"], ["a": []], ["来信3件。"]),
    LineCase(["来信3件;{{k a}}来访5批{{/a}},来电2件。"], ["a": []], ["来信3件;来电2件。"]),
    LineCase(["12:30{{k a}}开始{{/a}}.5"], ["a": []], ["12:30.5"]),
    // Several, and one in another.
    LineCase(
      ["{{k a}}甲，{{/a}}{{k b}}乙，{{/b}}{{k c}}丙{{/c}}。"], ["a": [], "b": [0], "c": []], ["乙。"]),
    LineCase(
      ["甲，{{k a}}乙{{/a}}，{{k b}}丙{{/b}}，丁。"], ["a": [], "b": []], ["甲，丁。"]),
    LineCase(["甲，{{k a}}{{k b}}乙{{/b}}{{/a}}。"], ["a": [0], "b": []], ["甲。"]),
    LineCase(["甲，{{k a}}是{{|a}}{{/a}}。"], ["a": [1]], ["甲。"]),
    // A sentence that is gone altogether leaves no paragraph.
    LineCase(["甲。", "{{k a}}乙{{/a}}。", "丙。"], ["a": []], ["甲。", "丙。"]),
    // Over paragraphs.
    LineCase(["前，{{q a}}A", "B{{/a}}。"], ["a": []], ["前。"]),
    LineCase(["前，{{q a}}A", "B{{/a}}。"], ["a": [0]], ["前，A", "B。"]),
  ]

  private static let loops = [
    LineCase(["{{i a}}{{名}}3件；{{/a}}。"], ["a": [0, 0]], ["名13件；名23件。"]),
    // At the end nobody can tell what was meant.
    LineCase(["{{i a}}{{名}}3件；{{/a}}"], ["a": [0, 0]], ["名13件；名23件；"]),
    LineCase(["{{i a}}{{名}}、{{/a}}等镇街"], ["a": [0, 0]], ["名1、名2等镇街"]),
    LineCase(["{{i a}}{{名}}、{{/a}}丙。"], ["a": [0, 0]], ["名1、名2、丙。"]),
    LineCase(["（{{i a}}{{名}}、{{/a}}）"], ["a": [0, 0]], ["（名1、名2）"]),
    LineCase(["其中：{{i a}}，{{名}}3件{{/a}}。"], ["a": [0, 0]], ["其中：名13件，名23件。"]),
    LineCase(["其中，{{i a}}{{名}}3件，{{/a}}其余。"], ["a": [0, 0]], ["其中，名13件，名23件，其余。"]),
    LineCase(["{{i a}}{{名}}3件，{{/a}}。其余。"], ["a": []], ["其余。"]),
    LineCase(["甲，{{i a}}{{名}}3件，{{/a}}其余。"], ["a": []], ["甲，其余。"]),
    LineCase(
      ["{{i a}}{{名}}：{{i b}}{{类}}、{{/b}}；{{/a}}。"], ["a": [0, 0], "b": [0, 0]],
      ["名1：类1.1、类1.2；名2：类2.1、类2.2。"]),
    // What the last item says of itself stands.
    LineCase(["{{i a}}{{名}}{{k b}}。{{|b}}；{{/b}}{{/a}}"], ["a": [0], "b": [0]], ["名1。"]),
  ]

  private static let typed = [
    // Nobody asked to mend what a person typed.
    LineCase(["，，甲。。{{k a}}乙{{/a}}，，丙。。"], ["a": [0]], ["，，甲。。乙，，丙。。"]),
    LineCase(["，，甲。。丁{{k a}}乙{{/a}}丙，。"], ["a": []], ["，，甲。。丁丙，。"]),
    LineCase(["（）甲{{k a}}乙{{/a}}丙“”。"], ["a": []], ["（）甲丙“”。"]),
    LineCase(["甲，{{x}}。"], [:], ["甲，x。"]),
  ]

  @Test(arguments: gone + loops + typed)
  func `a clause that is gone takes its punctuation with it`(example: LineCase) throws {
    var template = try #require(Template(example.lines.map(WML.line).joined()))
    template.expand(example.copies)
    #expect(template.problems.isEmpty)
    #expect(template.lines == example.result)
  }

  @Test func `looks across runs, links and controls`() throws {
    let control =
      "<w:sdt><w:sdtPr><w:id w:val=\"4\"/></w:sdtPr><w:sdtContent>" + WML.r("，", "<w:b/>")
      + "</w:sdtContent></w:sdt>"
    var template = try #require(
      Template(
        WML.p(
          WML.r("来信3件"), control, WML.r("{{k a}}来访"), WML.r("5批{{/a}}", "<w:i/>"),
          "<w:hyperlink w:anchor=\"a\">" + WML.r("。") + "</w:hyperlink>", WML.r("完"))))
    template.expand(["a": []])
    #expect(template.lines == ["来信3件。完"])
    // The run that held nothing but the comma is gone, with its control.
    #expect(values(template.blocks[0], .w("t")) { $0.text } == ["来信3件", "。", "完"])
  }

  @Test func `a text that is empty is a clause that is gone`() throws {
    var template = try #require(Template(WML.line("来信3件，{{x}}，{{y}}。")))
    template.expand([:], ["x": .text("", control: nil), "y": .text("来访5批", control: nil)])
    #expect(template.lines == ["来信3件，来访5批。"])
  }

  @Test func `leaves nothing of ours behind in any story`() throws {
    let header = WML.part(
      "hdr", WML.line("前，{{q b}}甲") + WML.line("乙{{/b}}。") + WML.line("{{i c}}丙{{/c}}，丁"))
    var template = try #require(
      Template(
        WML.table(["{{r d}}{{/d}}", "戊"])
          + WML.p(
            WML.r("{{k a}}x{{/a}}"),
            "<w:hyperlink w:anchor=\"a\">" + WML.r("{{k e}}y{{/e}}")
              + "</w:hyperlink>")
          + "<w:sdt><w:sdtContent>" + WML.line("{{p f}}") + WML.line("{{/f}}")
          + "</w:sdtContent></w:sdt>",
        parts: [WML.Part("header", header)]))
    template.expand(["a": [], "b": [], "c": [], "d": [], "e": [], "f": []])
    for story in template.document.stories.indices {
      let names = names(template.document.root(of: story))
      #expect(names.isDisjoint(with: ["gap", "barrier", "region", "marker"]))
    }
  }

  private func names(_ element: XML.Element) -> Set<String> {
    element.elements.reduce(into: [element.name.local]) { $0.formUnion(names($1)) }
  }

  /// Whatever conditions hold: the words are those of the clauses that hold, in order, and no pause
  /// stands at the beginning or before a stop.
  @Test func `random sentences keep their words and no doubled mark`() throws {
    var generator = SeededGenerator(seed: 15_834)
    let marks = ["，", "；", "、", "。", "："]
    for _ in 0..<400 {
      let count = Int.random(in: 1...5, using: &generator)
      var line = ""
      var words = ""
      var copies: [String: [Int]] = [:]
      for clause in 0..<count {
        let word = ["甲", "乙", "丙", "丁", "戊"][clause]
        let mark =
          clause == count - 1 ? "。" : marks[Int.random(in: 0..<3, using: &generator)]
        let holds = Bool.random(using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0:
          line += word + mark
          words += word
          continue
        case 1: line += "{{k \(word)}}\(word){{/\(word)}}" + mark
        default: line += "{{k \(word)}}\(word)\(mark){{/\(word)}}"
        }
        copies[word] = holds ? [0] : []
        if holds { words += word }
      }
      var template = try #require(Template(WML.line(line)))
      template.expand(copies)
      let text = template.lines.joined()
      #expect(text.filter { !"，；、。：".contains($0) } == words, "\(line)")
      #expect(!"，；、。：".contains(text.first ?? "甲"), "\(line) → \(text)")
      let pairs = zip(text, text.dropFirst()).filter {
        "，；、。".contains($0) && "，；、。".contains($1)
      }
      #expect(pairs.isEmpty, "\(line) → \(text)")
      #expect(text.isEmpty || text.hasSuffix("。"), "\(line) → \(text)")
    }
  }
}
