"""Korean names: a family name of one syllable and a given one of two, particles or none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import regex

from penname.detect.native.script import words
from penname.detect.scan import Hit, finditer

_FAMILIES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진나지엄원천방공현함변염여추도석선설마길위표명기반왕금옥육인맹제탁국어은편용예봉경사부"
)
_OFTEN = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구민진"
)
_COMPOUND = ("남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방")
_GIVEN = """
    민준 서준 도윤 예준 시우 하준 주원 지호 지후 준우 준서 도현 건우 현우 우진 선우 서진 유준
    연우 민재 은우 정우 이준 시윤 승우 승현 준혁 지환 지훈 지원 승민 승준 유찬 윤우 민성 준영
    시후 진우 민우 수호 지우 지한 동현 동욱 동훈 동건 동하 재원 재윤 재민 재현 재훈 재호 재영
    재석 재형 재욱 재혁 재용 태윤 태민 태현 태형 태호 태양 태희 한결 현준 현수 현석 현민 현성
    현호 현빈 현진 현아 현정 현주 현숙 현경 현희 현영 민호 민수 민석 민혁 민규 민기 민철 민식
    민찬 민영 민정 민지 민주 민서 민아 민희 민경 민선 민혜 성민 성호 성훈 성준 성우 성현 성재
    성진 성욱 성철 성수 성은 성희 성숙 성미 영수 영호 영철 영진 영훈 영민 영재 영식 영길 영환
    영준 영석 영일 영기 영만 영선 영숙 영희 영자 영순 영미 영란 영애 영주 영은 영아 영옥 철수
    철호 철민 상훈 상현 상민 상우 상호 상철 상욱 상진 상준 상수 상희 상미 종현 종민 종호 종훈
    종수 종석 종철 종욱 종원 종혁 정훈 정호 정현 정민 정수 정욱 정환 정석 정식 정우 정희 정숙
    정은 정아 정미 정연 정윤 정자 정순 정화 정란 정혜 정원 정빈 경수 경호 경민 경훈 경환 경준
    경석 경희 경숙 경미 경아 경자 경은 경란 경애 경화 기현 기훈 기호 기영 기태 기범 기덕 광수
    광호 광민 광현 광석 규현 규민 규호 남준 남주 남희 대현 대호 대영 대성 대훈 도영 도훈 도연
    도희 두한 두현 명수 명호 명훈 명희 명숙 명자 명순 명진 문수 문호 병철 병호 병훈 병수 병헌
    병준 병욱 보검 보람 보영 보라 보경 보미 봉준 상범 석진 석훈 석현 석호 선호 선영 선희 선미
    선아 선화 선경 선숙 선주 선옥 선자 세영 세훈 세진 세현 세희 세아 세미 세연 소연 소영 소희
    소현 소정 소라 소미 소은 소윤 소율 소민 소진 수현 수빈 수진 수민 수연 수정 수지 수아 수미
    수경 수영 수희 수은 수호 수철 순자 순희 순옥 순영 순덕 순신 슬기 시은 시현 시연 시영 신혜
    신영 아름 아라 아영 아린 아윤 아현 연아 연우 연희 연주 연수 연지 연서 예진 예은 예린 예나
    예지 예원 예서 예빈 예슬 예림 옥자 옥순 옥희 용수 용호 용준 용현 용석 용훈 우빈 우성 우현
    우석 원빈 원준 원호 원영 원석 원희 유나 유진 유정 유미 유리 유빈 유경 유림 유라 윤서 윤아
    윤정 윤희 윤지 윤주 윤미 윤호 윤재 윤성 윤경 윤영 은지 은주 은영 은정 은혜 은희 은경 은미
    은아 은서 은비 은채 은수 은숙 은호 은실 은진 은별 은빈 인성 인수 인호 인영 인숙 인희 인혜
    일성 일우 재경 재희 재은 재인 재명 재연 재숙 주영 주현 주희 주연 주호 주형 주혁 주환 주은
    주아 주미 주하 준호 준형 준수 준희 준하 준기 준표 준상 준석 지민 지영 지현 지연 지은 지수
    지혜 지윤 지아 지유 지안 지나 지선 지숙 지애 지희 지혁 지성 지석 지용 지섭 지태 진수 진호
    진영 진희 진아 진주 진경 진혁 진욱 진숙 진서 진성 진택 진구 창민 창호 창수 창현 창훈 창욱
    창우 채원 채은 채영 채린 채윤 채연 춘자 춘희 태우 태영 태준 태진 태경 태연 태은 하늘 하은
    하윤 하린 하나 하영 하율 하진 한별 한솔 한나 해진 해인 해수 해영 해숙 향숙 혁준 혁수 현지
    형준 형석 형민 형우 형진 형수 형식 혜진 혜원 혜영 혜정 혜린 혜선 혜수 혜경 혜숙 혜인 혜자
    혜연 혜리 혜주 혜미 혜교 호준 호진 호성 호영 홍기 홍석 화영 화자 효진 효주 효정 효린 효리
    효민 효은 효숙 희진 희정 희수 희선 희경 희숙 희영 희철 희준 희원 가영 가은 가연 가희 가현
    건희 건호 경태 고은 나연 나영 나은 나래 나현 나리 다은 다영 다현 다솜 다인 다혜 다희 단비
    동원 동석 동민 동수 동주 동진 동희 라희 라온 로운 리나 미경 미영 미숙 미정 미라 미선 미진
    미희 미란 미연 미소 미자 미주 미현 미나 미옥 민채 빛나 새롬 서연 서현 서윤 서영 서하 서우
    서율 서희 서정 서아 서인 서은 석환 석민 정일 정은 여정 두환 대중 무현 명박 근혜 석열 세종
    흥민 강인 지성 연경 연재 구라 호동 재범 제니 길동 경숙 꽃님 다솔 대한 민국
"""
_FIRST = frozenset(
    "가강건경고광규근금기길나남다단대덕도동두라래량려로루리만명무문미민백범병보복봉부빈사상새서석선설성세소솔송수숙순슬승시신아안애양여연영예오옥완용우욱운원유윤은의이익인일자재전정제조종주준중지진찬창채"
    "천철초춘충치태택하학한해향혁현형혜호홍화환효훈휘흥희"
)
_SECOND = frozenset(
    "가갑강건겸경곤관광교구국군권규균근금기길나남녀노달담대덕도돈동두락란람랑래량련렬령로록룡룸루리린림만명모목묵문미민박배백범별병보복봉비빈빛사산삼상새서석선설섭성세소솔수숙순슬승식신실아안애양언여"
    "연열엽영예오옥온완용우욱운웅원월위유윤율은음의이익인일임자재전정제조종주준중지직진찬창채천철청초춘충치칠탁태택평필하학한해향헌혁현협형혜호홍화환회효후훈휘흠흥희"
)
#: Words that look like names.
_WORDS = words("""
    이미지 강아지 고양이 구성원 유효성 안정성 안전성 정수기 정규식 정규화 신용도 고유성 전자기
    이진수 유연성 조정석 신호기 지원자 이용자 이용성 진정성 전문성 정상성 정확도 정확성 이동성
    기준일 기준선 기자재 주소지 주인공 주민지 성인지 성적표 성공률 전용기 전문가 전시회 전화기
    전화선 문화재 문화원 문의처 문제지 문서화 양도인 양수인 배경화 배송지 배우자 손전등 노조원
    고소인 고등어 고령화 고기압 심사위 심장병 하수도 하반기 상반기 하이브 차용인 차별화 주유소
    우선순 우체국 구매자 구조대 구직자 구현체 민원인 민주화 민주주 진행중 진료실 진행자 진단서
    나중에 지역명 지하철 지도자 지하수 원동기 원자재 원주율 천연가 천주교 방송국 방문자 공유기
    공공재 공동체 공무원 공연장 공장장 현금화 현대화 현장감 함수형 변수명 변호인 여유분 여주인
    도서관 도우미 도시화 석유화 선수단 선택지 선거인 설명서 설치형 위원회 표준화 명세서 명예훼
    기억력 기계화 기술자 기상청 기업인 기존의 반도체 반사경 금융인 금요일 인공지 인사말 인증서
    인터뷰 제조사 제조원 제주도 국민의 국제선 은행원 용의자 예약자 예상치 경유지 경제인 경호원
    사용자 사무실 사업자 사회자 사진사 부동산 부가세 정부의 정치인 정신병 정전기 정유사 정류장
    이상형 이상한 이하의 이동식 이용권 이주민 이순위 이전의 이후의 이중화 이성의 이기주 한국인
    한반도 한글화 한정판 한의원 한의사 오전의 오후의 오류의 오징어 서비스 서술형 서명란 신청인
    신청자 신도시 신문사 신분증 신선도 신용장 황사용 안내문 안내원 안주인 송수신 송신기 송금인
    유사성 유지비 유치원 유학생 유효한 전기차 전도사 전원의 전체의 장기적 장학금 장애인 장례식
    장소의 임시의 임대인 임차인 임직원 조선시 조사원 조직원 조합원 조명기 조미료 조상의 정보의
    최종의 최소의 최고의 최대의 강사진 강의실 강화도 박물관 김치전 김장철 고정식 고정의 고사양
    홍보실 이유로 이유는 이유가 주요한 주의사 주기의 주식의 전주시 원주시 진주시 경주시 성남시
    하남시 안양시 안산시 구리시 제천시 여주시 나주시 남원시 공주시 양주시 고양시 오산시 이천시
    한강의 우리의 우리가 우리는 우리도 하나의 하나로 하나를 나의 양자역 유리창 유리병 문자열
    문자의 주자의 기호의 고용인 고용주 고객은 이모의 이모지 이모부 강도가 강조된 조금은 한가지
    한동안 하지만 지금은 지금도 지원은 주소는 전송은 정리의 정우성
""")
_PARTICLES = (
    "이가|이는|이를|이의|이와|이도|이랑|이한테|이에게|이야|에게서|에게는|에게|"
    "한테서|한테|으로부터|로부터|께서는|께서|에서|이라고|라고|이라는|라는|이라며|"
    "이지만|입니다|이에요|예요|이다|이고|이며|하고|까지|부터|처럼|보다|께|만|도|은|"
    "는|이|가|을|를|의|와|과|랑|로|아|야"
)
_POLITE = (
    "씨|님|군|양|선생님|선생|교수님|교수|과장님|과장|부장님|부장|팀장|대리님|대리|"
    "사장님|사장|팀장님|팀장|이사님|차장님|차장|주임님|주임|대표님|대표|박사님|"
    "박사|기자|의원|장관|대통령|선수|감독|변호사|의사|간호사|작가|배우|회장|원장|"
    "실장|사원|인턴|학생|고객님|환자|작가님|후보|시장|판사|검사"
)
_WORD = regex.compile(r"[가-힣]{2,16}")
#: A word taken apart, by the syllables of the given name.
_TAKEN = {
    length: regex.compile(
        rf"(?P<family>{'|'.join(_COMPOUND)}|[{''.join(sorted(_FAMILIES))}])"
        rf"(?P<given>[가-힣]{{{length}}})(?P<behind>(?:{_POLITE})?(?:{_PARTICLES})?)\Z"
    )
    for length in (1, 2)
}
_GIVEN_ALONE = regex.compile(
    rf"(?P<given>[가-힣]{{2}})(?P<behind>(?:씨|님|이|아|야|이가|이는|이랑|한테|"
    rf"에게|언니|오빠|누나|형)?(?:{_PARTICLES})?)\Z"
)
_POLITE_NEXT = regex.compile(rf"[ ](?:{_POLITE})(?:{_PARTICLES})?(?![가-힣])")
_POLITE_HERE = regex.compile(rf"(?:{_POLITE})")
_CUE = regex.compile(
    r"(?:(?:성[ ]?명|이[ ]?름|성함|고객명|환자명|신청인|신청자|예약자|담당자|"
    r"수신인|받는[ ]?사람|보내는[ ]?사람|보호자|작성자|대표자|계약자|예금주|"
    r"수취인|수령인|회원명|직원명|학생명|서명|담당|환자|발신인|발신자|수신자|"
    r"피보험자|보험계약자|임차인|임대인)"
    r"[\"'*]{0,2}[ ]?[:：=][ ]{0,2}[\"'*]{0,2}|(?:제|내|저의|나의|그의|"
    r"그녀의) 이름은 |저는 |나는 |안녕하세요,? )\Z"
)
_HANGUL = regex.compile(r"[가-힣]")
_LATIN = regex.compile(r"[A-Za-z]")
_SAY = regex.compile(r"(?:입니다|이에요|예요|이라고|라고|이야|야|이고|이며)")
_NAMES = frozenset(_GIVEN.split())
_COMMON_GIVEN = words("""
    하나 지원 수영 정수 이상 지성 주연 정원 보라 하늘 세종 유리 우정 고은 나래 단비 미소 보람
    아름 태양 한결 경호 가은 정의 신혜 영수 인사 신영 대중 지수 수지 경기 주영 여정 가영 진주
    전도 상수 인수 지도 유지 상호 동의 진영 성수 신호 수호 사랑 선호 수정 수선 정일 은행 보미
    기호 경영 현수 현지 재현 가능 재원 소라 소영 제니 영화 명수 이준 구라 호동 동원 주미 남주
    상현 성우 형식 정식 상철 연주 유정 이름 정은 무현 명박 강인 연재 정상 지정 문수 성은 선수
    정리 시영 대성 새롬 슬기 영재 광수 정화 진행 한별 동수 동하 연아 대호
""")


def korean_names(text: str) -> Iterator[Hit]:
    """Names in Hangul; decomposed syllables are read as if composed."""
    plain, places = _composed(text)
    for match in finditer(_WORD, plain):
        found = _name(plain, *match.span())
        if found:
            start, end, score = found
            yield places[start], places[end], score


def _composed(text: str) -> tuple[str, range | list[int]]:
    """The text with whole syllables, and where each character of it came from."""
    if not regex.search(r"[\u1100-\u11ff]", text):
        return text, range(len(text) + 1)
    parts, places = [], []
    for match in regex.finditer(r"\X", text):
        part = unicodedata.normalize("NFC", match[0])
        parts.append(part)
        places += [match.start(), *[match.end()] * (len(part) - 1)]
    return "".join(parts), [*places, len(text)]


def _name(text: str, start: int, end: int) -> Hit | None:
    """The name in a word; without particles and honorifics."""
    word = text[start:end]
    cue = _CUE.search(text, max(0, start - 14), start) is not None
    polite = _POLITE_NEXT.match(text, end) is not None
    for match in _readings(word):
        family, given, behind = match["family"], match["given"], match["behind"]
        stop = start + match.end("given")
        marked = cue or polite or _POLITE_HERE.match(behind) is not None
        if _is_name(family, given, behind, marked) or (
            not behind and _may_be_name(family, given) and _is_alone(text, start, end)
        ):
            return start, stop, 0.8 if marked else 0.7
    return _given(start, word, cue, polite)


def _readings(word: str) -> Iterator[regex.Match[str]]:
    """A word taken apart, two syllables of a given name first."""
    for length in (2, 1):
        match = _TAKEN[length].match(word)
        if match is not None:
            yield match


def _is_name(family: str, given: str, behind: str, marked: bool) -> bool:
    if not _is_no_word(family + given, given, behind):
        return False
    compound = len(family) == 2
    if len(given) == 1:
        return (marked or compound) and given in _SECOND and not _is_particle(given)
    if given in _NAMES and (family in _OFTEN or compound):
        return marked or given not in _COMMON_GIVEN or family in "김박최윤장임권황홍"
    return marked and (compound or _may_be_name(family, given))


def _is_no_word(word: str, given: str, behind: str) -> bool:
    return not (word in _WORDS or word + behind[:1] in _WORDS or _POLITE_HERE.fullmatch(given))


def _may_be_name(family: str, given: str) -> bool:
    """Whether syllables are those of a name with two for the given one."""
    return (
        len(given) == 2
        and (family in _OFTEN or len(family) == 2)
        and given[0] in _FIRST
        and given[1] in _SECOND
        and _is_no_word(family + given, given, "")
    )


def _is_particle(given: str) -> bool:
    return given in _PARTICLES.split("|")


def _given(start: int, word: str, cued: bool, polite: bool) -> Hit | None:
    """A given name without a family name: with an honorific, or called by it."""
    match = _GIVEN_ALONE.match(word)
    if match is None or match["given"] not in _NAMES or match["given"] in _COMMON_GIVEN:
        return None
    behind = match["behind"]
    if (
        polite
        or behind.startswith(
            (
                "씨",
                "님",
                "이가",
                "이는",
                "이랑",
                "아",
                "야",
                "한테",
                "에게",
                "언니",
                "오빠",
                "누나",
                "형",
            )
        )
        or (cued and (not behind or _SAY.match(behind)))
    ):
        return start, start + 2, 0.7
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a word stands amid Latin letters."""
    around = text[max(0, start - 60) : start] + text[end : end + 60]
    return len(_LATIN.findall(around)) > 2 * len(_HANGUL.findall(around))
