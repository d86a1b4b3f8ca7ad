"""Chinese names: a family name of a small table, then one or two characters that names have.

Chinese has no blanks, and most family names begin words too. So a candidate counts when its given
name is a common one, when words beside it say so, or when both its borders are ones.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.native.script import words
from penname.detect.scan import Hit, finditer

#: Family names with which few words begin.
_SAFE = """
    王李张刘陈杨赵黄周吴徐庄卞费傅佘甯孙朱郭罗郑梁谢宋唐韩冯邓曹彭肖萧董袁潘蒋蔡杜魏苏吕丁沈姚卢姜崔谭汪廖贾韦邹熊孟
    秦阎闫薛侯黎贺郝龚邵覃戴赖樊倪庞岳齐俞柯翁鲍葛聂祁耿焦阮霍裴缪蒲岑窦甄麦佘茅邬滕邢舒屈项祝詹柴
    凌邝管辛欧涂兰牛洪骆尹
"""
#: Those that are words, or begin many.
_WORDY = """
    官席居位冉荆敖楼解谷阳郎
    林何高马胡许曾余叶程任钟陆范金石夏付方白江康史龙陶顾万武钱严莫孔向常汤温易乔于古季成关时安文章
    段雷施毛米花计路连左右童颜梅盛游鲁申尚云水明和平华景包牧卜苗冷戚殷商应饶解宁柳甘田伍简池巫殷游
    曲党桂全车习楚原房符党宫
"""
_COMPOUND = """
    欧阳 司马 上官 诸葛 司徒 东方 独孤 南宫 夏侯 尉迟 皇甫 公孙 慕容 长孙 宇文 令狐 轩辕 端木
    百里 东郭 西门 呼延 申屠 太史 闻人 钟离 淳于 单于 赫连 澹台 公冶 宗政 濮阳 仲孙 万俟 拓跋
    完颜
"""
#: What given names are made of.
_CHARS = """
    伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲鹏华红梅建国志俊海波飞宇浩鑫博宏斌峰龙云
    健亮凯帆翔晨阳旭东林松柏森江河山川岩石玉珍珠琴瑶瑾瑜琳琪璐珊珂莹莉萍莲菊芬芝荣花蓉蕾薇菲芸茜茹荷
    雪冰霜雨露晴霖洁清源泉涵淑贤惠慧颖聪睿智哲思远航诗韵雅婷婉妍娅妮媛嫣嫦姗娇婵佳嘉家佩倩仪依
    俐欣怡悦愉忆恒恩心念惟泽洪润淇渊渝沛泓洲浚溪漫潇滢澜子梓紫晓小晗晶晖景昊昕昱晟曼朗朋丹彤彬彦
    艺若可欢语诚谦谨诺许宝宁安定宗宸宜宛容寒富寿庆康延廷弘彩征德忠志怀成启咏哲善喜嘉圣培城基
    天夫奇奎奕孝孟学宪展山岚岳岭崇巍帅希平广应元光克先全公兴兵冠凤凡刘力功勤勋化卓卫卿厚友双发
    吉同名向君启和喆国圆坤坚增声大太如妙始守尚尧少尔川巧左年庚彰律得微悠振捷擎敬斐新方日昌昭
    春时显普曦月望朝木本权材杏来松枫柔柳栋树桐桦楠榕楚榆正民水永汉沐沁沙治泰泽淳深满灵炎炜烨焕煜照熙燕爱
    牧献玄玟珏现球理琛琦琼瑞璇璟生田甜甫画界白百益盈盛相真睦知硕磊祖祥祺福禄禾秋科程立章竹笑筠筱箐素红
    纪纯纲纹绍经维绮缘美羽翠翰耀育胜自臻舒良艳芊芙苏苗若茂茵范荔莎菁萌萱葵蒙蓓蔓薛虎虹蝶裕西言训诗诚
    豪贝贞贵赞起超路轩辰达迎运进远连逸道邦郁采金鑫钊钢钦铁铃铎铭锋锐锦镇长阔阳陶隆雁雄雯霄青靖韬
    音韦顺颂颜飘馨香骁骏高鸣鸿鹤麒麟麦黎默鼎齐龄妹姝娥婧姣凝冬夏秋爽爱珺赫铮颢妤翎韶琬苒芮笛娣弟佑俞倪祐宥蓁钰淇财碧仁侑勳儒冕勃勖蔚骞翰寰屹岱峥嵘巧弈弼彪恺愿慕戈拓攸旋暻朔朵杭枝柒桃桓棠槐樱樊橙欧沅沄浠淮渔渺湘溢滨漾潞澄澍濠瀚灵焱焘烁熠爵玖玺珂珩琰瑄瑛璋璟瓒甄申皎皓盼眉睦碧祺稷穆竣笙筝簌绘绮羿翊翌聆芃芊芷苓茉茗莺菡葳蒋蓝薏蘅虞衍裴谊谷谣贤赋踏跃逢逵邑郡酉钧钰铠镜雁霁韫骐骋鸢鹃鹭黛
"""
#: Common ones of one character.
_ONE = """
    伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞刚玲鹏辉浩婷雪琳倩颖莹鑫帅旭斌波峰飞亮健凯宇博晨阳亮莉萍红梅燕
    洁慧欣怡佳蕾薇菲丹彤媛妍瑶璐珊瑞轩睿哲航翔铭锋钢志明华俊毅威武彬彦龙虎松林森岩洪涵源云霖
    晶晓悦欢爽娇姣婧雯霞琴珍淑芬莲英兰菊香凤艺茜茹蓉荣芸诗思然可依琪琦琛瑾瑜璇玉宁静谦诚信义
    勤恒恺怿昊昕晗晖晟暄曦朗楠桐榕沛泽润淼清渊滔潇炜烨焕煜熙硕祥祺禹程笑筠绮维翠肖臻舒蓓迪
    迅逸邦鸣鸿黎鼎坤奇奕娅宏岚岳峻嵩庆康弘征惠捷政斐新方昌昭权栋柯柳樱欧正民永川冰冲准凌卓宝家
    巍平建立国健培城基东兵勋
"""
#: Common ones of two: sure behind any family name.
_TWO = """
    建国 建华 建军 建平 建明 建新 建民 建文 建伟 建英 建设 志强 志伟 志明 志刚 志远 志华 志勇
    志国 志高 志军 志杰 志鹏 志豪 秀英 秀兰 秀珍 秀芳 秀华 秀梅 秀云 秀荣 秀丽 秀琴 秀芝 桂英
    桂兰 桂芳 桂花 桂珍 桂荣 桂香 玉兰 玉梅 玉珍 玉英 玉华 玉芳 玉芬 玉琴 玉玲 玉莲 玉霞 玉凤
    淑珍 淑英 淑华 淑芬 淑兰 淑芳 淑敏 淑贤 淑琴 淑媛 丽华 丽萍 丽娟 丽丽 丽君 丽娜 丽红 丽霞
    丽芳 丽君 晓明 晓燕 晓红 晓东 晓华 晓丽 晓军 晓峰 晓娟 晓霞 晓玲 晓芳 晓晨 晓雯 晓彤 晓慧
    晓敏 晓琳 晓云 晓梅 晓辉 晓伟 小明 小红 小龙 小平 小燕 小丽 小兰 小英 小军 小华 小刚 小波
    小玲 小芳 小敏 小梅 小伟 小强 小东 小雪 小雨 小月 小宝 国强 国华 国庆 国平 国栋 国荣 国良
    国伟 国祥 国梁 国锋 国忠 国民 国安 国富 国清 文华 文静 文杰 文军 文斌 文博 文涛 文娟 文轩
    文强 文英 文龙 文辉 文浩 海燕 海霞 海涛 海波 海峰 海龙 海军 海鹏 海英 海洋 海明 海东 春梅
    春燕 春花 春兰 春华 春霞 春生 春林 春明 春光 春香 春玲 红梅 红霞 红军 红英 红艳 红卫 红兵
    金花 金凤 金龙 金宝 金生 金玲 金莲 爱华 爱国 爱民 爱军 爱玲 爱萍 爱红 爱英 爱珍 永强 永康
    永明 永红 永刚 永胜 永生 永平 永福 永贵 永华 明华 明辉 明珠 明亮 明远 明杰 明哲 明轩 俊杰
    俊峰 俊凯 俊辉 俊华 俊宇 俊豪 俊熙 俊涛 俊伟 俊明 浩然 浩宇 浩轩 浩天 浩南 子轩 子涵 子豪
    子怡 子墨 子晴 子琪 子萱 子昂 子杰 子健 子豪 子君 梓涵 梓轩 梓萱 梓豪 梓晨 梓睿 梓怡 雨涵
    雨欣 雨轩 雨婷 雨晴 雨桐 雨泽 雨萱 雨薇 雨菲 欣怡 欣悦 欣然 欣妍 诗涵 诗雨 诗琪 诗妍 诗婷
    佳怡 佳琪 佳慧 佳欣 佳佳 佳琳 佳宁 佳豪 嘉欣 嘉豪 嘉怡 嘉慧 嘉伟 嘉铭 思雨 思远 思琪 思涵
    思思 思宇 思敏 思颖 梦琪 梦瑶 梦洁 梦婷 梦雪 梦涵 梦娇 雅婷 雅琴 雅静 雅芳 雅丽 雅雯 雅琪
    婷婷 娜娜 媛媛 莉莉 静静 莹莹 丹丹 艳艳 敏敏 倩倩 芳芳 娟娟 玲玲 燕燕 蓉蓉 露露 萌萌 甜甜
    楠楠 圆圆 晶晶 珊珊 冰冰 颖颖 洋洋 磊磊 鹏鹏 亮亮 涛涛 艳红 艳丽 艳芳 艳玲 艳梅 艳华 艳霞
    凤英 凤兰 凤琴 凤霞 凤仙 凤英 凤玲 凤珍 美玲 美华 美丽 美兰 美英 美珍 美娟 美君 美凤 美琪
    惠珍 惠英 惠芳 惠敏 惠兰 慧敏 慧玲 慧芳 慧君 慧珍 慧仪 慧娴 宇轩 宇航 宇辰 宇豪 宇鹏 宇飞
    宇晨 天宇 天佑 天翔 天明 天华 天赐 天一 家豪 家明 家辉 家伟 家俊 家乐 家强 家宝 家骏 家欣
    家怡 家伟 振华 振国 振东 振宇 振兴 振海 振邦 振业 德华 德明 德胜 德伟 德福 德强 德军 德贵
    世杰 世昌 世荣 世伟 世明 立新 立军 立民 立华 立群 立国 立强 卫东 卫国 卫民 卫平 卫红 卫军
    卫华 东升 东明 东海 东方 东梅 东林 学军 学文 学明 学友 学东 学良 学斌 学敏 少华 少军 少伟
    少杰 少强 少芬 少峰 兴华 兴国 兴旺 光明 光辉 光华 光荣 光耀 福生 福贵 福明 福荣 长春 长江
    长生 长林 长青 长海 长明 大伟 大勇 大明 大海 大鹏 大力 大军 冬梅 冬生 冬冬 雪梅 雪莲 雪琴
    雪峰 雪儿 雪芳 雪英 云飞 云鹏 云龙 云霞 云峰 月英 月华 月娥 月琴 月梅 月红 月兰 翠英 翠兰
    翠花 翠萍 翠玲 巧云 巧玲 巧珍 素珍 素英 素华 素芳 素兰 素梅 素云 瑞英 瑞芳 瑞华 瑞兰 瑞雪
    瑞祥 荣华 荣生 荣昌 新华 新民 新宇 新明 新平 新军 松林 松涛 正华 正明 正国 正平 正义 成龙
    成林 成功 成华 一鸣 一凡 一诺 一鸣 一涵 一帆 一博 若曦 若涵 若兰 若琳 可欣 可馨 可心 语嫣
    语桐 语彤 艺涵 艺馨 奕辰 奕泽 沐辰 沐阳 皓轩 皓月 宸宇 泽宇 泽楷 铭轩 睿泽 昊然 昊天 博文
    博涵 博远 致远 逸飞 逸凡 逸轩 逸群 启明 启航 启华 伟强 伟明 伟杰 伟豪 伟华 伟东 伟伦 咏琪
    咏诗 颖欣 颖怡 颖诗 静怡 静雯 静怡 静仪 静香 淑仪 淑惠 淑娟 淑贞 淑君 宗翰 冠宇 冠霖 冠廷
    承翰 承恩 柏翰 宜君 怡君 怡婷 怡如 怡萱 怡安 筱涵 雅惠 雅玲 雅文 佩珊 佩君 佩玲 佩琪 郁婷
    郁雯 心怡 心如 心仪 信宏 俊宏 志宏 志豪 建宏 建志 文雄 文彬 英杰 英豪 英九 英文 孟达 美琴
    美惠 美慧 丽卿 丽珠 秀玲 秀娟 秀琴 秀霞 秋月 秋菊 秋香 秋生 泽东 恩来 小平 近平 锦涛 泽民
    克强 介石 中山 学成 克勤 书豪 依林 杰伦 学友 德纲 志玲 幂幂 子怡 一山 健林 化腾 彦宏 强东
    正非 小川 晓波
"""
#: Traditional characters and their simple forms, those of names.
_TRADITIONAL = """
    張张 劉刘 陳陈 楊杨 趙赵 黃黄 吳吴 孫孙 馬马 鄭郑 謝谢 韓韩 馮冯 鄧邓 蕭萧 葉叶 蘇苏 呂吕
    盧卢 鐘钟 鍾钟 譚谭 陸陆 範范 賈贾 鄒邹 閻阎 蔣蒋 賴赖 龔龚 萬万 錢钱 嚴严 顧顾 賀贺 湯汤
    溫温 喬乔 龍龙 許许 應应 饒饶 關关 時时 偉伟 國国 華华 強强 軍军 傑杰 濤涛 麗丽 靜静 艷艳
    豔艳 蘭兰 鳳凤 雲云 鵬鹏 飛飞 輝辉 紅红 瑩莹 瑋玮 穎颖 慶庆 寶宝 豐丰 嬌娇 婭娅 嫻娴 媽妈
    藝艺 蕓芸 蓮莲 薔蔷 藍蓝 詩诗 語语 誠诚 謙谦 謹谨 諾诺 貞贞 貴贵 賢贤 達达 運运 進进 遠远
    選选 邁迈 錦锦 鋒锋 鋼钢 鐵铁 銘铭 鎮镇 銳锐 長长 開开 閔闵 陽阳 雙双 靈灵 霧雾 順顺 頌颂
    顏颜 飄飘 駿骏 驍骁 鳴鸣 鴻鸿 麥麦 齊齐 齡龄 聰聪 與与 東东 業业 樂乐 樹树 棟栋 楨桢 榮荣
    橋桥 權权 歡欢 漢汉 澤泽 潔洁 潤润 淵渊 瀅滢 燁烨 燦灿 煒炜 爾尔 瑤瑶 瓊琼 環环 畫画 禮礼
    禎祯 種种 節节 紀纪 純纯 綱纲 維维 綺绮 緣缘 綠绿 羅罗 義义 聖圣 聲声 肅肃 處处 衛卫 裡里
    見见 覽览 觀观 計计 訓训 詠咏 誼谊 談谈 貝贝 財财 賓宾 贊赞 車车 軒轩 鄉乡 醫医 釗钊 鈞钧
    鈴铃 銓铨 鋮铖 鎧铠 門门 間间 際际 險险 雋隽 電电 韋韦 韜韬 頡颉 頤颐 願愿 馳驰 驊骅 魯鲁
    鮮鲜 鶴鹤 點点 龐庞 興兴 舉举 從从 個个 傳传 倫伦 優优 儀仪 億亿 兒儿 勳勋 區区 協协 單单
    嘯啸 堅坚 報报 場场 塵尘 壽寿 夢梦 奧奥 學学 寧宁 實实 審审 寬宽 將将 爭争 專专 嵐岚 峽峡
    帥帅 師师 幹干 廣广 廬庐 彥彦 後后 徑径 恆恒 悅悦 惲恽 憶忆 懷怀 戰战 揚扬 換换 擇择 據据
    擁拥 擺摆 攝摄 敵敌 數数 昇升 曉晓 暉晖 暢畅 曄晔 會会 機机 殺杀 氣气 沖冲 況况 洶汹 淨净
    溝沟 滄沧 漁渔 瀾澜 灣湾 為为 烏乌 無无 熱热 爺爷 牽牵 獨独 獻献 現现 琺珐
"""
_SIMPLE = str.maketrans({pair[0]: pair[1] for pair in _TRADITIONAL.split()})
#: Words that look like names.
_WORDS = words("""
    高兴 高明 高雅 高峰 高强 高超 高飞 高原 高山 高中 高新 高清 高音 高端 高龄 高维 高亮 金星
    金华 金山 金玉 金秋 金色 金石 白云 白雪 白天 白玉 白金 白石 白花 白兰 石英 石林 石山 石榴
    方正 方圆 方向 方程 文化 文明 文学 文艺 文静 文章 文华 文言 文科 文本 文豪 文昌 安全 安静
    安康 安宁 安心 安定 安庆 安平 安山 平安 平静 平凡 平和 平方 平均 和平 和谐 和善 明星 明天
    明月 明白 明年 明亮 明确 时光 时尚 时代 时辰 时年 时月 时日 常青 常规 常见 常用 常德 常春
    成功 成长 成龙 成立 成年 成林 成名 成都 成熟 成全 成家 成双 万一 万里 万元 万年 万象 万全
    万科 于是 任意 任务 任何 何时 何必 何处 何以 江山 江南 江湖 江海 江东 江宁 江水 江河 江川
    孔明 云南 云海 云彩 云林 华丽 华南 华东 华夏 华美 华山 华文 温和 温柔 温馨 温泉 温州 康复
    康健 康熙 康德 田园 田野 叶子 花生 花园 花卉 雷达 雷电 雷雨 雷霆 雷声 黄金 黄河 黄山 黄海
    黄岩 黄石 黄花 黄金时 黄梅 黄冈 马上 马力 马达 马来 马里 马克 朱红 林业 林木 林海 林立 宋代
    宋朝 宋元 唐代 唐朝 唐山 唐诗 夏天 夏日 夏季 夏令 武汉 武器 武力 武昌 武功 武艺 武平 史记
    史诗 史学 程序 余年 余光 余生 包子 包容 包括 严明 严正 严谨 张力 张开 张家 张家口 张扬 周年
    周日 周全 周正 周期 周围 周末 周边 周到 周密 周转 周知 周报 周刊 周波 周长 周岁 周天 周旋
    周三 周二 周一 周四 周五 周六 费用 费力 费时 费心 官方 官员 官网 席位 居民 居住 居家 位置
    位于 庄严 庄园 阳光 阳台 郎才 楼上 楼下 谷歌 谷物 孙子 孙女 孙文 胡同 胡子 罗列 罗马 罗汉
    梁山 韩国 韩文 曾经 许可 许昌 许愿 沈阳 钟情 钟爱 陆海 陆军 陆地 陆续 汪洋 范文 范围 石河
    付清 方法 秦岭 秦汉 黎明 龙江 龙头 龙山 龙华 龙泉 龙虎 龙门 陶艺 陶醉 毛巾 毛笔 顾全 万水
    万山 钱江 莫名 孔子 孟子 孟春 向前 向上 向来 向日 向阳 向心 向善 向东 向西 常年 常清 关心
    关爱 关于 关西 关东 关山 安西 安东 安海 安城 安阳 安福 安新 章程 段子 施工 施展 路程 路径
    路由 连云 连山 连江 连城 连年 连日 连声 连平 左右 右江 童心 童声 童年 颜色 颜真 梅花 梅雨
    梅林 盛夏 盛大 盛世 盛名 盛开 盛年 游泳 鲁山 申明 申请 尚可 尚未 尚书 水平 水泉 水文 水晶
    水仙 水清 明清 明朗 明显 明珠 明志 景德 景山 景德镇 景泰 苗木 苗圃 冷静 应用 应当 应运 应声
    应时 解放 宁波 宁静 宁夏 宁德 宁海 宁远 柳州 柳树 柳江 甘心 甘露 甘南 甘泉 田林 田东 池州
    曲江 曲阳 曲靖 桂林 桂花 桂平 桂圆 全国 全力 全家 全新 全球 全面 全文 全年 全天 全景 全心
    全民 车辆 车库 习惯 楚国 楚雄 原则 原文 原来 原名 原生 原子 原始 房东 房子 房山 符合 宫廷
    王国 王子 王家 王朝 王者 王牌 王道 李子 杨树 杨柳 杨梅 杨林 苏州 苏打 苏维 苏宁 丁香 刘海
    吴江 陈年 兰州 兰花 兰草 牛年 牛仔 管理 管道 辛苦 欧元 欧洲 欧美 欧化 凌晨 凌云 洪水 洪福
    尹川 齐全 齐心 齐名 齐声 祝福 祝贺 祝愿 项目 舒心 舒展 舒畅 樊城 孟买 秦朝 贺年 贺州 戴维
    彭水 邓州 汉中 汪清 潘多 赖以 薛城 岳阳 岳西 古老 古代 古典 古文 古城 季节 季度 季月 季春
    易学 易于 乔木 乔治 时期 卜算 计时 计年 计划 米兰 米粉 花木 花莲 花香 花都 花茶 童话 郑州
    郑重 韩元 韩语 曹州 徐州 徐徐 魏晋 魏国 梁溪 兰溪 兰西 冷清 商城 商丘 商洛 商水 商南 商河
    解惑 平山 平江 平阳 平川 平凉 平南 平定 平民 平台 平原 平时 平生 平日 平远 平和县 易水 安吉
    安远 安溪 安化 安国 安仁 安顺 安丘 和田 和顺 和静 和平区 明光 明溪 明水 成安 成语 龙岩 龙海
    龙川 龙南 龙里 史前 钱塘 许多 毛利 方山 方志 方城 高要 高邮 高密 高州 高安 高平 高阳 高淳
    高台 关键 夏河 夏邑 夏津 夏县 文山 文水 文安 文登 文成 文县 白山 白水 白河 白城 白沙 白朗
    石泉 石城 石门 石台 石楼 石渠 江门 江阴 江都 江永 江华 江城 江达 游客 童装 万州 万宁 万安
    万源 万载 万荣 武清 武宁 武安 武山 武川 武进 武定 武威 田家 田阳 金门 金川 金昌 金坛 金湖
    金沙 金平 金阳 金塔 金乡 金寨 金溪
""")
_H = r"\p{Han}"
_GAP = r"[ \u3000]?"
_TITLES = (
    "先生|女士|小姐|太太|老师|老師|教授|经理|經理|总监|總監|主任|医生|醫生|大夫|"
    "律师|律師|博士|同学|同學|同志|"
    "总裁|總裁|董事长|董事長|处长|局长|部长|校长|院长|师傅|師傅|夫人|阿姨|叔叔|"
    "警官|法官|护士|護士|秘书|工程师"
)
_LABELS = (
    "(?:姓[ \u3000]*名|名字|联系人|聯絡人|聯繫人|收件人|寄件人|发件人|收货人|"
    "收貨人|患者|病人|客户|客戶|员工|員工|学生|學生|申请人|"
    "申請人|负责人|負責人|经办人|經辦人|签名|簽名|签字|法定代表人|法人|持卡人|"
    "户名|戶名|账户名|开户人|投保人|被保险人|受益人|"
    "作者|姓名/名称|真实姓名|真實姓名|中文姓名|全名|父亲|母亲|配偶|甲方|乙方|"
    "主讲人|面试官|候选人|乘客|乘车人|入住人|医师|医生|老师|家长)"
)
_CUE = regex.compile(
    rf"(?:{_LABELS}[\"'”*]{{0,2}}[ ]?[:：=][ \u3000]{{0,2}}[\"'“*]{{0,2}}"
    r"|我(?:的名字)?(?:叫做?|是)|(?:名|全名|真名|本名)(?:叫|是|为)|(?:他|她|孩子|"
    r"儿子|女儿|丈夫|妻子|老公|老婆)叫|名叫|叫做|姓名(?:是|为)"
    r"|(?:亲爱的|親愛的|尊敬的|敬爱的|敬愛的|你好|您好)[,，]?|此致[\s]{0,3}敬礼[!！]?\s{0,3})"
)
#: Behind a name in running text; before one.
_AFTER = regex.compile(
    rf"(?!{_H})|"
    rf"[我你他她的说在和与及跟是有也都就还去来于向从被把将已会要想能对给让问住为等說與還來於從會對給讓問為]"
    rf"|今天|明天|昨天|后天|刚才|现在|已经|正在|因为|表示|告诉|打电话|请|负责|提交|"
    rf"参加|出席|介绍|回复|提出|认为|担任|收|你好|您好|{_TITLES}"
)
_BEFORE = regex.compile(
    r"(?r)(?:\A|[^\p{Han}]|[和与及跟给叫请让找对向由被为是的问與給請讓對為問]|"
    r"昨天|今天|明天|后天|前天|刚才|现在|上午|下午|晚上|早上|以及|因为|如果|记得|"
    r"确认|介绍|欢迎|祝贺|认识|联系|通知|感谢|聯絡|告诉|记者|同学|老师|经理|主任|"
    r"教授|总监"
    r"|员工|客户|患者|同事|朋友|演员|导演|作家|歌手|医生|律师|主席|总理|总统|部长|"
    r"市长|校长|院长|先生|女士|小姐)\Z"
)
_FUNCTION = frozenset(
    "在是的和来今从有住也就男女先小老说与及跟要想会，吗呢吧啊了我你他她它们這这那不没"
)

_SAFE_ONES = frozenset("".join(_SAFE.split()))
_ONES = _SAFE_ONES | frozenset("".join(_WORDY.split()))
_TWOS = frozenset(_COMPOUND.split())
_GIVEN = frozenset("".join(_CHARS.split()))
_GIVEN_ONE = frozenset("".join(_ONE.split()))
_GIVEN_TWO = frozenset(_TWO.split())
_CANDIDATE = regex.compile(rf"[{''.join(sorted(_ONES | {one[0] for one in _TWOS}))}](?={_GAP}{_H})")
_POLITE = regex.compile(rf"(?:{_TITLES})")
_CIVIL = regex.compile("先生|女士|小姐|太太|夫人")
#: Family names that join words more often.
_JOINING = frozenset("和于时成关向常应明平云水何何任原有")
_CHARACTER = regex.compile(_H)


#: First characters of names, as either script writes them.
BEGINNINGS = _ONES.union(
    (pair[0] for pair in _TRADITIONAL.split() if pair[1] in _ONES), (one[0] for one in _TWOS)
)


def simplified(text: str) -> str:
    """The text in simplified characters, as far as names have them; of the same length."""
    return text.translate(_SIMPLE)


def chinese_names(text: str) -> Iterator[Hit]:
    """Names in Chinese characters."""
    plain = simplified(text)
    cues = {match.end() for match in finditer(_CUE, text)}
    done = 0
    for match in finditer(_CANDIDATE, plain):
        at = match.start()
        if at < done:
            continue
        end, score = _name_at(plain, at, at in cues)
        if end:
            yield at, end, score
            done = end


def _name_at(text: str, at: int, cued: bool) -> tuple[int, float]:
    """Where a name ends that begins at a character, and how sure it is; 0: nowhere."""
    family = at + (2 if text[at : at + 2] in _TWOS else 1)
    if family == at + 1 and text[at] not in _ONES:
        return 0, 0
    before = cued or _BEFORE.search(text, max(0, at - 3), at) is not None
    given = family + (text[family : family + 1] in (" ", "\u3000"))
    for length in (2, 1):
        end = given + length
        if _is_name(text, at, family, given, end, before, cued):
            return end, 0.8 if cued else 0.7
    if before and _is_polite(text, at, family):
        return family, 0.65
    return 0, 0


def _is_polite(text: str, at: int, family: int) -> bool:
    """Whether a title stands behind a family name."""
    wordy = family - at == 1 and text[at] not in _SAFE_ONES
    if wordy and text[at] in _JOINING:
        return False
    return (_CIVIL if wordy else _POLITE).match(text, family) is not None


def _is_name(
    text: str, at: int, family: int, given: int, end: int, before: bool, cued: bool
) -> bool:
    name = text[given:end]
    if len(name) < end - given or not all(map(_CHARACTER.match, name)):
        return False
    word = text[at:family] + name
    certain = name in _GIVEN_TWO and _is_edge(text, at, end)
    if (
        word in _WORDS
        or (word[:2] in _WORDS and not certain)
        or name[-1] in _FUNCTION
        or _POLITE.match(text, given)
    ):
        return False
    after = _AFTER.match(text, end) is not None
    if len(name) == 2 and name in _GIVEN_TWO:
        return before or after or text[at] in _SAFE_ONES
    if cued and after:
        return True
    apart = family < given
    if not (before and after) or (apart and not _is_edge(text, at, end)):
        return False
    sure = family - at == 2 or text[at] in _SAFE_ONES or _is_edge(text, at, end)
    return sure and (name in _GIVEN_ONE if len(name) == 1 else _GIVEN.issuperset(name))


def _is_edge(text: str, start: int, end: int) -> bool:
    """Whether no Chinese character stands on either side."""
    return not (start and _CHARACTER.match(text, start - 1)) and not _CHARACTER.match(text, end)
