"""Korean told from Chinese where the same bytes could be either: everyday syllables against everyday characters."""

from __future__ import annotations

from typing import Final

ENOUGH: Final = 24  # so many syllables in a row are Korean in no Chinese list (of which 2 in 5 stand beyond)
LEAST_EVERYDAY: Final = 0.45  # of the syllables of a shorter text

_SYLLABLES: Final = frozenset(
    "이다는을의에가지고하은기사를로도한서어자인시나리그대아있것수들으라해스일과부게보정만전상유적니주면여장오구제"
    "조국동성마러원세무안우내학트모신위방개화거문비생연요말공진계미산물관들영드와선실경소재중각분없명치반르회체감"
    "남발때레여바같않받년당입크달양음살더데하행여작야강파노임법차할던며었습프피복별밤꽃날사랑나라집청춘굿닥터왕궁검"
    "저씨너두운형태타카메호버디건루순간최추번토심업목단불길술속손악품열령홍백금송현박천황월목범죄결질헤심팀"
)
_CHARACTERS: Final = frozenset(
    "的一是不了在人有我他这为之大来以个中上们到说国和地也子时道出而要于就下得可你年生自会那后能对着事其里所去行过家"
    "十用发天如然作方成者多日都三小军二无同么经法当起与好看学进种将还分此心前面又定见只主没公从爱情龙虎风云花月山水"
    "海江河王女神鬼剑侠传记奇英雄战争城东南西北红黑白金银春秋夏冬夜星球父母亲妈爸儿兄弟姐妹师士将帝皇后宫门门客友青"
    "年少千万百四五六七八九十寻找回恋婚姻归路生死梦想新老外内长短高低深火车飞机电影视剧集动画音乐歌曲小说名片题类型备"
    "注别权利"
)


def is_korean(korean: str, chinese: str) -> bool:
    """Whether bytes that read as `korean` or as `chinese` are Korean: enough syllables, or mostly everyday ones."""
    foreign = sum(char >= "\x80" for char in korean)
    syllables = [char for char in korean if "\uac00" <= char <= "\ud7a3"]
    if len(syllables) < 0.98 * foreign or len(syllables) < 4:
        return False
    if len(syllables) >= ENOUGH:
        return True
    characters = [char for char in chinese if char >= "\x80"]
    everyday = sum(char in _SYLLABLES for char in syllables) / len(syllables)
    chinese_everyday = sum(char in _CHARACTERS for char in characters) / max(1, len(characters))
    return everyday >= LEAST_EVERYDAY and everyday > 2 * chinese_everyday
