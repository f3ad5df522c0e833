"""What each feature says to a reviewer, in both languages."""

from __future__ import annotations

import re
from typing import Final

from core.types import Reason
from matchers.evidence import Effect

# feature: (English, Chinese); {words} are the words the feature speaks of.
SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "title": ("the title stands in the text as it is", "文本中出现作品原名"),
    "alias": ("an alias of the work stands in the text: {words}", "文本中出现作品别名：{words}"),
    "part": ("one of the title's alternative parts stands in the text: {words}", "文本中出现片名的一部分：{words}"),
    "signed": ("the title stands beside its author's name: {words}", "片名与作者名写在一起：{words}"),
    "numeral": ("the title with its number in another writing: {words}", "片名中的数字换了写法：{words}"),
    "pinyin": ("the title is written in pinyin: {words}", "片名用拼音书写：{words}"),
    "pinyin_parts": (
        "several characters are spelled out or replaced by their sound: {words}",
        "多个字写成拼音或同音字：{words}",
    ),
    "initial_parts": ("several characters are written as first letters: {words}", "多个字写成拼音首字母：{words}"),
    "doubled": ("characters are written twice or more: {words}", "字被重复书写：{words}"),
    "strewn": ("the same letter is put between all characters: {words}", "字间都插入同一个字母：{words}"),
    "cut": ("the title is cut off: {words}", "片名被截断：{words}"),
    "homophone": ("{nth} character is replaced by one of the same sound: {words}", "{nth}字换成同音字：{words}"),
    "index_letter": ("an index letter stands in front of the title: {words}", "片名前加了索引字母：{words}"),
    "words_before": ("other words stand before the title: {words}", "片名前有其他文字：{words}"),
    "words_after": ("other words stand after the title: {words}", "片名后有其他文字：{words}"),
    "glued_before": ("the title is the end of a longer name: {words}", "片名只是更长名称的后半：{words}"),
    "glued_after": ("the title is the beginning of a longer name: {words}", "片名只是更长名称的前半：{words}"),
    "sequel": ("a number or word of a sequel follows the title: {words}", "片名后有续作标志：{words}"),
    "short_title": ("the title is short or a common word: {words}", "片名过短或为常用词：{words}"),
    "about_review": ("a word of reviews stands in the text: {words}", "文本中有评论类用语：{words}"),
    "about_news": ("a word of news stands in the text: {words}", "文本中有新闻类用语：{words}"),
    "about_trailer": ("a word of trailers and extras stands in the text: {words}", "文本中有预告、花絮类用语：{words}"),
    "about_soundtrack": ("a word of soundtracks stands in the text: {words}", "文本中有原声、歌曲类用语：{words}"),
    "about_pictures": (
        "a word of pictures or ring tones stands in the text: {words}",
        "文本中有图片或铃声类用语：{words}",
    ),
    "about_merchandise": ("a word of merchandise stands in the text: {words}", "文本中有周边商品类用语：{words}"),
    "about_lookup": (
        "a word of encyclopaedias and guides stands in the text: {words}",
        "文本中有百科、介绍类用语：{words}",
    ),
    "about_fanwork": ("a word of fan works stands in the text: {words}", "文本中有同人、翻唱类用语：{words}"),
    "prose": ("the text reads like a sentence, not like the name of a copy", "文本是叙述性句子，不像资源名称"),
    "after_episode": (
        "the title stands after the episode mark {words}, where episodes' own titles stand",
        "片名位于集数标记 {words} 之后，可能是分集标题",
    ),
    "group_name": ("the words are the release group's name: {words}", "这些文字是发布组名称：{words}"),
    "year_agrees": ("the year agrees: {words}", "年份一致：{words}"),
    "other_author": ("the text names another author: {words}", "文本中的作者不同：{words}"),
    "clip_part": ("on a clip the number counts its parts: {words}", "短视频标题中的数字是分段序号：{words}"),
    "other_year": ("the text names another year: {words}", "文本中的年份不同：{words}"),
    "other_season": (
        "the page offers another season than the list names: {words}",
        "页面提供的是另一季：{words}",
    ),
    "written": ("the title as the text writes it: {words}", "文中的写法：{words}"),
    "late_word": ("a one-word title stands after other words: {words}", "单词片名之前还有其他文字：{words}"),
    "other_words": ("the altered title stands beside other words: {words}", "改动过的片名旁边还有其他文字：{words}"),
    "people": ("names of people follow the title: {words}", "片名后是人名：{words}"),
    "theatrical": ("the film of the series is another work: {words}", "剧场版等是另一部作品：{words}"),
    "inside_word": ("the title begins or ends inside a word: {words}", "片名落在单词内部：{words}"),
    "tag_word": ("the words are a release tag: {words}", "这些文字是资源标签：{words}"),
    "homophones": (
        "several characters are replaced by others of the same sound: {words}",
        "多个字用同音字替换：{words}",
    ),
    "pinyin_part": ("{nth} character is written as pinyin: {words}", "{nth}字写成拼音：{words}"),
    "initial_part": ("{nth} character is written as its first letter: {words}", "{nth}字写成拼音首字母：{words}"),
    "initials": ("the title is written as initials: {words}", "片名写成拼音首字母：{words}"),
    "look_alike": ("{nth} character is replaced by one that looks alike: {words}", "{nth}字换成形近字：{words}"),
    "split": ("{nth} character is split into its parts: {words}", "{nth}字拆成偏旁：{words}"),
    "swapped": ("{nth} character and the next have changed places: {words}", "{nth}字与后一字颠倒：{words}"),
    "dropped": ("{nth} character is left out: {words}", "漏掉{nth}字：{words}"),
    "inserted": ("{nth} character is one too many: {words}", "{nth}字是多出来的：{words}"),
    "other_character": ("{nth} character is replaced by another: {words}", "{nth}字被替换：{words}"),
    "other_characters": ("two characters are replaced by others: {words}", "两个字被替换：{words}"),
    "two_changes": ("two changes were made to the title: {words}", "片名有两处改动：{words}"),
    "small_word": ("a small word of the title is left out: {words}", "漏掉片名中的虚词：{words}"),
    "spoken": ("the title is written as it sounds: {words}", "片名按读音拼写：{words}"),
    "typo": ("the title is misspelt: {words}", "片名拼写有误：{words}"),
    "leet": ("letters are written as digits or signs: {words}", "字母写成数字或符号：{words}"),
    "leaning": ("letters stand for others that look alike: {words}", "用形近字母冒充：{words}"),
    "pictures": ("pictures stand for characters: {words}", "用表情符号代替文字：{words}"),
    "meaning": ("English words stand for characters: {words}", "用英文单词代替文字：{words}"),
    "annotated": ("the pinyin of characters stands behind them: {words}", "字后夹注拼音：{words}"),
    "digits": ("numbers are written as digits or as on cheques: {words}", "数字换成阿拉伯数字或大写：{words}"),
    "parted": ("an advert or a sign of copies parts the title: {words}", "片名中间插入广告或资源标志：{words}"),
    "near_sound": (
        "{nth} character is replaced by one of nearly the same sound: {words}",
        "{nth}字换成近音字：{words}",
    ),
    "reversed": ("the title is written back to front: {words}", "片名倒着书写：{words}"),
    "masked": ("{nth} character is hidden by a sign: {words}", "{nth}字被符号遮住：{words}"),
    "invisible": ("invisible or combining characters are put into the title", "片名中夹有不可见字符或组合符号"),
    "homoglyphs": (
        "Latin letters are replaced by Cyrillic or Greek ones: {words}",
        "用西里尔或希腊字母冒充拉丁字母：{words}",
    ),
    "full_width": ("letters are written in full width: {words}", "使用全角字符：{words}"),
    "traditional": (
        "the title is written in traditional or variant characters: {words}",
        "片名用繁体或异体字书写：{words}",
    ),
    "separators": ("signs or blanks are put between the characters: {words}", "片名字间插入符号或空格：{words}"),
    "offer_page": ("the page offers the work beside speaking of it", "页面除介绍外也提供该作品"),
    "virtual_goods": ("the listing sells a file: {words}", "商品为电子资源：{words}"),
    "physical_goods": ("the listing sells a thing, not a copy: {words}", "商品为实物而非复制件：{words}"),
    "flood_empty": ("the title has no letters or digits: {words}", "片名没有文字或数字：{words}"),
    "flood_number": (
        "the title is nothing but a number and will be found everywhere: {words}",
        "片名只是数字，会大量误报：{words}",
    ),
    "flood_common": (
        "the title is a common word and will be found everywhere: {words}",
        "片名是常用词，会大量误报：{words}",
    ),
    "flood_short": ("the title is very short and will be found everywhere: {words}", "片名过短，会大量误报：{words}"),
    "distance": ("the words stand farther from the link", "文字离链接较远"),
    "offer": ("the link's kind offers a copy: {words}", "链接类型本身提供复制件：{words}"),
    "release_words": ("words of copies stand near the link", "链接附近有资源类用语"),
    "several_texts": ("several texts around the link name the work", "链接周围多处文字都提到该作品"),
    "nearer_words": ("nearer words name something else", "更近的文字指向别的作品"),
    "page_kind": ("the page is no offer but: {words}", "页面性质不是资源页，而是：{words}"),
    "other_medium": ("the link carries another kind of work: {words}", "链接承载的是另一类作品：{words}"),
    "other_kind": ("the page names another kind of work: {words}", "页面标明的作品类型不同：{words}"),
}


_PLACED: Final = re.compile(r"(?P<words>.*) \((?P<place>\d{1,2})\)", re.DOTALL)
_ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"
)  # fmt: skip
_HAN_ORDINALS: Final = "一二三四五六七八九十"


def _nth(place: int, language: str) -> str:
    """Which character is spoken of; 0 says one of them."""
    if language == "zh":
        number = _HAN_ORDINALS[place - 1] if 0 < place <= len(_HAN_ORDINALS) else str(place)
        return f"第{number}个" if place else "有一个"
    if not place:
        return "one"
    return f"the {_ORDINALS[place - 1] if place <= len(_ORDINALS) else f'{place}th'}"


def sentence(feature: str, language: str, evidence: str = "") -> str:
    """A feature's sentence in "zh" or "en". Evidence such as "hai→海 (2)" tells the place of the character."""
    english, chinese = SENTENCES.get(feature, (feature, feature))
    said = chinese if language == "zh" else english
    if "{nth}" in said:
        placed = _PLACED.fullmatch(evidence)
        evidence = placed["words"] if placed else evidence
        said = said.replace("{nth}", _nth(int(placed["place"]) if placed else 0, language))
    return said.replace("{words}", evidence).strip()


def as_reason(effect: Effect) -> Reason:
    """An effect as the reason that is kept and shown."""
    return Reason(
        effect.feature, round(effect.score, 1), sentence(effect.feature, "en", effect.evidence), effect.evidence
    )
