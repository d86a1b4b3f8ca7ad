"""Numbers of persons, taxes and companies in South, East and South-East Asia (`Scheme`)."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme, not_uniform
from penname.policy import ids_east_asia as east
from penname.policy import ids_south_asia as south
from penname.policy import ids_southeast_asia as southeast


def _with_letters(value: str) -> bool:
    """A unified code with letters: one of digits alone may be any number."""
    return not value.isdigit() and east.cn_uscc(value)


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "BD_NID",
        south.bd_nid,
        "9999999999 | 9999999999999 | 99999999999999999 | 999 999 9999",
        WEAK,
        "bd person",
        "nid; nid number; জাতীয় পরিচয়পত্র; এনআইডি; smart card",
        checked=False,
    ),
    Scheme(
        *("CN_RESIDENT_ID", east.cn_resident_id, "99999999999999999*", CERTAIN, "cn person"),
        "身份证; 身份證; 公民身份号码; 居民身份证; resident identity; resident id; shenfenzheng",
        bare_score=CERTAIN,
    ),
    Scheme(
        *("CN_RESIDENT_ID", east.cn_resident_id, "999999 99999999 999*", CERTAIN, "cn person"),
        "身份证; 身份證; 公民身份号码; 居民身份证; resident identity; resident id",
    ),
    Scheme(
        *("CN_USCC", _with_letters, "******************", SURE, "cn company tax"),
        "统一社会信用代码; 社会信用代码; 信用代码; 税号; social credit code; uscc; "
        "unified social credit; 纳税人识别号; 营业执照",
    ),
    Scheme(
        *("CN_USCC", east.cn_uscc, "999999999999999999", WEAK, "cn company tax"),
        "统一社会信用代码; 社会信用代码; 信用代码; 税号; social credit code; uscc; "
        "unified social credit; 纳税人识别号; 营业执照",
    ),
    Scheme(
        "HK_HKID",
        east.hk_hkid,
        "A999999(9) | A999999(A) | AA999999(9) | AA999999(A)",
        SURE,
        "hk person",
        "hkid; hkid card; 身份證; 身份证; 身份證號碼; hong kong identity",
    ),
    Scheme(
        *("ID_NIK", southeast.id_nik, "9999999999999999 | 999999 999999 9999", WEAK, "id person"),
        "nik; nomor induk kependudukan; ktp; no ktp; induk kependudukan; kartu keluarga",
        checked=False,
    ),
    Scheme(
        *("ID_NPWP", southeast.id_npwp, "99.999.999.9-999.999", CERTAIN, "id tax company"),
        "npwp; nomor pokok wajib pajak; wajib pajak; pajak",
    ),
    Scheme(
        *("IN_AADHAAR", south.in_aadhaar, "9999 9999 9999", WEAK, "in person"),
        "aadhaar; aadhar; adhaar; adhar; uidai; uid; आधार; unique identification",
    ),
    Scheme(
        *("IN_AADHAAR", south.in_aadhaar_vid, "9999 9999 9999 9999", WEAK, "in person"),
        "vid; virtual id; aadhaar; uidai",
    ),
    Scheme(
        *("IN_GSTIN", south.in_gstin, "99AAAAA9999A***", CERTAIN, "in tax company"),
        "gstin; gst; gst number; goods and services tax; gst registration; gst no",
        bare_score=CERTAIN,
    ),
    Scheme(
        *("IN_PAN", south.in_pan, "AAAAA9999A", SURE, "in tax person"),
        "pan; pan card; permanent account number; pan number; income tax",
        bare_score=SURE,
    ),
    Scheme(
        *("IN_PAN", not_uniform, "AAAAA9999A", WEAK, "in tax person"),
        "pan; pan card; permanent account number; pan number",
        checked=False,
    ),
    Scheme(
        *("IN_VOTER", south.in_voter, "AAA9999999 | AAA/9999999", WEAK, "in person"),
        "voter; voter id; epic; epic number; elector; electoral photo identity; elector photo",
    ),
    Scheme(
        *("JP_CORPORATE_NUMBER", east.jp_corporate_number, "9-9999-9999-9999", SURE),
        *("jp company tax", "法人番号; corporate number; houjin bangou; hojin bango"),
    ),
    Scheme(
        *("JP_MY_NUMBER", east.jp_my_number, "9999 9999 9999 | 9999-9999-9999", WEAK),
        "jp person tax social",
        "マイナンバー; 個人番号; my number; mynumber; individual number; kojin bango",
    ),
    Scheme(
        *("KR_BRN", east.kr_brn, "999-99-99999", SURE, "kr company tax"),
        "사업자등록번호; 사업자; 사업자번호; brn; business registration number; tax registration",
    ),
    Scheme(
        *("KR_FRN", east.kr_frn, "999999-9999999", SURE, "kr person"),
        "외국인등록번호; 외국인; frn; foreigner registration; alien registration; arc",
    ),
    Scheme(
        *("KR_RRN", east.kr_rrn, "999999-9999999", SURE, "kr person"),
        "주민등록번호; 주민번호; rrn; resident registration; resident number; 주민등록",
    ),
    Scheme(
        *("LK_NIC", south.lk_nic, "999999999A", LIKELY, "lk person"),
        "nic; nic number; national identity; හැඳුනුම්පත; அடையாள அட்டை",
        bare_score=LIKELY,
    ),
    Scheme(
        *("LK_NIC", south.lk_nic, "999999999999", WEAK, "lk person"),
        "nic; nic number; හැඳුනුම්පත; அடையாள அட்டை",
        checked=False,
    ),
    Scheme(
        *("MY_NRIC", southeast.my_nric, "999999-99-9999", SURE, "my person"),
        "nric; mykad; ic; no kp; kad pengenalan; ic number; pengenalan; ic no; nombor kad",
    ),
    Scheme(
        *("PH_PHILSYS", not_uniform, "9999-9999-9999-9999 | 9999-9999999-9", WEAK, "ph person"),
        "philsys; psn; philid; philippine identification; pcn",
        checked=False,
    ),
    Scheme(
        *("PH_SSS", not_uniform, "99-9999999-9", WEAK, "ph social"),
        "sss; sss number; sss no; social security system",
        checked=False,
    ),
    Scheme(
        *("PH_TIN", southeast.ph_tin, "999-999-999 | 999-999-999-99999", WEAK, "ph tax"),
        "tin; taxpayer identification; bir; taxpayer id; rdo; revenue district office",
    ),
    Scheme(
        *("PH_TIN", southeast.ph_tin, "999-999-999-999", SURE, "ph tax"),
        "tin; taxpayer identification; bir; taxpayer id; rdo; revenue district office",
    ),
    Scheme(
        *("PH_UMID", southeast.ph_umid, "9999-9999999-9", SURE, "ph social person"),
        "umid; crn; common reference number; gsis; sss; philhealth; pag ibig; "
        "unified multi purpose id",
        checked=False,
    ),
    Scheme(
        *("PK_CNIC", south.pk_cnic, "99999-9999999-9", SURE, "pk person"),
        "cnic; nicop; nadra; شناختی کارڈ; قومی شناختی کارڈ; cnic number; snic; poc",
        checked=False,
    ),
    Scheme(
        *("SG_NRIC_FIN", southeast.sg_nric_fin, "A9999999A", SURE, "sg person"),
        "nric; fin; fin number; nric number; identity card; work permit",
        bare_score=SURE,
    ),
    Scheme(
        *("SG_UEN", southeast.sg_uen, "A99AA9999A | 999999999A", SURE, "sg company tax"),
        "uen; unique entity number; acra; business registration; gst",
        bare_score=SURE,
    ),
    Scheme(
        *("SG_UEN", southeast.sg_uen, "99999999A", WEAK, "sg company tax"),
        "uen; unique entity number; acra; business registration",
    ),
    Scheme(
        *("TH_TNIN", southeast.th_tnin, "9-9999-99999-99-9", SURE, "th person tax"),
        "เลขประจำตัวประชาชน; เลขบัตรประชาชน; บัตรประชาชน; รหัสปชช; ประชาชน; ผู้เสียภาษี; tnin; "
        "เลขประจำตัวผู้เสียภาษี; citizen id; pin",
    ),
    Scheme(
        *("TW_NATIONAL_ID", east.tw_national_id, "A999999999 | AA99999999", WEAK, "tw person"),
        "身分證; 身分證字號; 國民身分證; 身份證; 統一證號; 居留證; 證號; arc; resident certificate",
    ),
    Scheme(
        *("TW_UBN", east.tw_ubn, "99999999", WEAK, "tw company tax"),
        "統一編號; 統編; ubn; unified business number; gui number; gui",
    ),
    Scheme(
        *("VN_CCCD", southeast.vn_cccd, "999999999999 | 999 999 999 999", WEAK, "vn person"),
        "cccd; căn cước công dân; căn cước; số cccd; số căn cước; cmnd; định danh; "
        "số định danh cá nhân",
        checked=False,
    ),
    Scheme(
        *("VN_MST", southeast.vn_mst, "9999999999-999", SURE, "vn tax company"),
        "mst; mã số thuế; tax code; mã số doanh nghiệp",
    ),
    Scheme(
        *("VN_MST", southeast.vn_mst, "9999999999", WEAK, "vn tax company"),
        "mst; mã số thuế; mã số doanh nghiệp",
    ),
)
