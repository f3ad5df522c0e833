"""What scripts hide is decoded as text, and bounded."""

from __future__ import annotations

from crawler.links.script import MAX_DECODED, decode_script


def test_functions() -> None:
    assert decode_script("unescape('%u4f60%u597d%20a')") == "你好 a"
    assert decode_script('decodeURIComponent("%E4%BD%A0")') == "你"
    assert decode_script("atob(`aGVsbG8gd29ybGQ=`)") == "hello world"
    assert decode_script("String.fromCharCode(104, 0x69)") == "hi"
    assert decode_script(r"'\x68\x69\u0021\x21'") == "hi!!"


def test_what_is_hidden_twice_is_decoded_twice() -> None:
    assert decode_script("unescape('atob%28%22aGVsbG8gd29ybGQ%3D%22%29')").splitlines()[-1] == "hello world"


def test_packer_with_letters_as_digits() -> None:
    words = "|".join(["var", "x", "https", "cdn", "example", "com", "a", "b", "c", "d", "e", "m3u8"])
    packed = f"eval(function(p,a,c,k,e,d){{e=function(c){{}};return p}}('0 1=\"2://3.4.5/6/a.b\"',62,12,'{words}'.split('|'),0,{{}}))"
    assert decode_script(packed) == 'var x="https://cdn.example.com/a/e.m3u8"'


def test_nothing_is_executed_and_nothing_grows_without_bound() -> None:
    assert decode_script("eval('1+1'); while(true){}") == ""
    assert len(decode_script("unescape('" + "%41" * 60_000 + "');" * 200)) <= MAX_DECODED


def test_characters_by_number() -> None:
    for sign in ("*", ",", "|", ", "):
        numbers = sign.join(str(ord(each)) for each in "https://a.example/1.m4a&123")
        assert '"https://a.example/1.m4a&123"' in decode_script(f"var d=(jiema('{sign}{numbers}'));")
    assert decode_script("[104, 116, 116, 112, 5]") == ""


def test_calls_around_calls() -> None:
    assert "hello world" in decode_script('base64decode(decodeURIComponent("aGVsbG8gd29ybGQ%3D"))')
    assert "hello world" in decode_script('var p="aGVsbG8gd29ybGQ%3D";x=base64decode(decodeURIComponent(p))')
