@main struct HuibianCommand { static func main() {} }
