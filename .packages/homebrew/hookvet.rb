# For a tap.
class Hookvet < Formula
  desc "Validator and linter for CyberSource webhook subscription definitions"
  homepage "https://github.com/OWNER/hookvet"
  url "https://github.com/OWNER/hookvet/archive/refs/tags/v0.1.0.tar.gz"
  sha256 "0000000000000000000000000000000000000000000000000000000000000000" # of the released archive
  license "MIT"
  head "https://github.com/OWNER/hookvet.git", branch: "main"

  depends_on "pkgconf" => :build
  depends_on "jansson"
  depends_on "libidn2"
  depends_on "libunistring"
  depends_on "libyaml"
  depends_on "nettle"
  depends_on "pcre2"

  def install
    system "make", "ARCHIVES=", "PREFIX=#{prefix}", "install"
  end

  test do
    (testpath/"empty.json").write "{}"
    assert_match "invalid-json", shell_output("echo '{' | #{bin}/hookvet check - 2>&1", 1)
    system bin/"hookvet", "--version"
  end
end
