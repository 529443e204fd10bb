"""
The words for illnesses, injuries, disabilities and pregnancy.

Lists are never whole. Those of which there is no end are left open: `viêm …`, `suy …`, `mắc …`.
"""

from __future__ import annotations

from generator.kernel.patterns import LazyPattern
from generator.privacy.wording import anchors

_WORD = r"[^\W\d_]+"
_LIMBS = (
    "tay|chân|xương|cột sống|đốt sống|ngón|đùi|sườn|vai|bàn|mắt|cổ|hàm|gối|cẳng|gân|đầu|hông"
    "|chậu|mũi|răng|gót|khuỷu|đòn|sọ|ống|tai|giò|cánh|mắt cá|bắp|mu|mông|đốt|lưng|bả|chỏ|hàm"
    "|trán|cằm"
)
# After a limb, what makes another word of it: tai nạn, vai trò, đầu tư.
_NO_LIMB = (
    "(?:nạn|họa|biến|ương|tiếng|tư|tiên|tuần|năm|mối|cuối|phần|phiếu|đông|động|trò|giao|bạc"
    "|luận|ghế"
    "|thành|dung|lý|chính|trời|lưới|bão|phách|máy|khóa|kéo|hàng|dây|nối|cáp)"
)
_ORGANS = (
    "vú|phổi|gan|dạ dày|giáp|tử cung|vòm|thận|tim|não|máu|xương|khớp|ruột|mật|tụy|tuỵ|da|mắt|hạch"
    "|đại tràng|trực tràng|thực quản|buồng trứng|tuyến|phế quản|họng|xoang|tủy|tuỷ|thần kinh|lưỡi"
)
# Illnesses, injuries, disabilities and pregnancy, by the word that each begins with.
_ILLNESSES = (
    # tumours, blood
    f"ung thư|k (?:{_ORGANS}|giai đoạn)|di căn|khối u|bướu|bạch cầu|máu (?:trắng|nhiễm mỡ)"
    "|u (?!ám|mê|uất|buồn|sầu|tối|minh|hoài|linh|ơi)[^\\W\\d_]{2,}|polyp|lympho|tan máu|thiếu máu"
    f"|băng huyết|xuất huyết|rong kinh|đa hồng cầu|hạch (?:ác|{_ORGANS})|giảm tiểu cầu"
    # organs
    "|suy (?!nghĩ|tư|xét|giảm(?! miễn)|thoái|đoán|luận|diễn|ra|cho|đi|tôn|sụp|yếu|tàn|bì|ngẫm|tính)"
    "[^\\W\\d_]+|chạy thận|lọc máu|lọc thận|xơ (?:gan|hóa|hoá|vữa|cứng|phổi|nang|tử cung)"
    f"|viêm(?: {_WORD})?|sỏi (?:{_ORGANS}|tiết niệu|bàng quang)|gan nhiễm mỡ|men gan|mỡ máu"
    "|tim (?:bẩm sinh|to)|bẩm sinh|thay van|van tim|(?:hở|hẹp|sa) (?:van|hàm|động mạch|mạch"
    "|tử cung|trực tràng|niệu|thành bụng)|mạch vành|đặt (?:\\w+ )?stent|máy tạo nhịp|loạn nhịp"
    "|rung nhĩ"
    "|nhồi máu|đột quỵ|đột quị|tai biến(?: mạch máu não)?|huyết áp|tiểu đường|đái tháo đường"
    "|(?:loét|đau|thủng) (?:dạ dày|tá tràng|đại tràng|cột sống|lưng mạn|thần kinh|khớp|nửa đầu)"
    "|trào ngược|trĩ|thoát vị|đĩa đệm|thoái (?:hóa|hoá)|gai (?:cột sống|đôi)|loãng xương"
    "|thấp khớp|phong thấp|khớp mạn|vẹo cột sống|gù|gout|gút|hen(?: suyễn| phế quản)?|suyễn"
    f"|copd|phổi tắc nghẽn|bụi phổi|tràn (?:dịch|khí|máu)|giãn (?:tĩnh mạch|phế quản|{_ORGANS})"
    "|tắc (?:mạch|động mạch|ruột|vòi|phổi|mật)|hoại tử|áp xe|nhược (?:cơ|giáp)|cường giáp"
    "|phình (?:mạch|động mạch|đại tràng)|tiền đình|tiền liệt tuyến|phì đại|thắt ngực|máu khó đông"
    "|xương thủy tinh|ho ra máu|nôn ra máu|tim mạch|u nang|u lành|u ác|hở môi|bàn chân bẹt"
    "|basedow|bướu cổ|lupus|vảy nến|vẩy nến|zona|xơ cứng|teo (?:cơ|não|chân|tay|đường mật)"
    "|sa sút|ghép (?:thận|gan|tủy|tuỷ|tim|giác mạc)|võng mạc|giác mạc|đục thủy tinh thể"
    "|thủy tinh thể|glôcôm|tăng nhãn áp|cườm|thần kinh|não úng thủy|rò |sán "
    # infections
    "|hiv|aids|lao (?:phổi|xương|hạch|màng|kháng)|giang mai|sùi mào gà|nhiễm (?!sắc|điện|vào"
    "|mặn|phèn|thói|bẩn|khói)[^\\W\\d_]+|dương tính|covid(?:-19)?|sốt (?:rét|xuất huyết|cao"
    "|phát ban|siêu vi|mò)|sởi|quai bị|thủy đậu|thuỷ đậu|cúm a|ho (?:gà|lao|ra máu)|uốn ván"
    "|tay chân miệng|bạch hầu|whitmore|đậu mùa|ngộ độc|sốc (?:phản vệ|nhiệt|nhiễm)"
    # mind and nerves
    "|trầm cảm(?: sau sinh)?|lo âu|ảo giác|điên|ngớ ngẩn|ngơ ngẩn|chậm khôn|tâm thần|loạn thần"
    "|hoang tưởng|rối loạn|tự kỷ|động kinh|bại não|bại liệt|bại"
    "|liệt(?! sĩ| sỹ| kê| vào| truyền)|parkinson|alzheimer|mất trí|tâm lý nặng|mất ngủ kinh niên"
    "|lú lẫn|(?<=già )lẫn|(?<=bị )lẫn|lẫn nhiều|thiểu năng|chậm (?:phát triển|nói)|tăng động|down"
    "|tâm thần phân liệt|nghiện(?= (?:ma|rượu|thuốc|hút|ngập|nặng|hê|heroin|chích|đá|bia"
    '|cần|chất|cờ bạc|lô|số đề|bạc)(?!\\w)|[,.;:!?)"]|\\Z'
    "| (?:từ|đã|lâu|nên|rồi|mấy|hơn))(?! việc)|cai (?:nghiện|rượu|thuốc)"
    "|co giật|ngất xỉu|hạ (?:canxi|đường huyết)|đau nửa đầu|hội chứng|sống thực vật"
    # bearing children
    "|sảy thai|sẩy thai|hư thai|lưu thai|nạo thai|thai (?:yếu|đôi)|thai (?:lưu|ngoài|trứng|kỳ"
    "|\\d+)|dọa sảy|doạ sảy|động thai|vô sinh"
    "|hiếm muộn|thụ tinh|tiền sản giật|suy thai|mang (?:thai|bầu|song thai)|có (?:bầu(?! nhiệt"
    "| không)|thai|tin vui)"
    "|cấn (?:bầu|thai)|bầu (?:bì|bí|\\d|tháng|\\w+ tháng)|song thai|vỡ ối(?: sớm)?|sinh (?:non|mổ"
    "|khó)|đẻ non"
    "|ốm nghén|thai nghén|nghén|chửa|chuyển dạ|mãn kinh|u xơ"
    # disabilities
    "|khuyết tật|tật nguyền|khiếm khuyết|có tật|mờ (?:hẳn )?(?:một |hai |cả hai )?mắt|tàn tật"
    "|tàn phế|dị tật|thương tật|dị dạng|câm(?: điếc)?|điếc|mù(?! chữ| mịt| tạt"
    "| quáng| lòa tạt)|lòa|loà|khiếm thị|khiếm thính|lưng còng|nghễnh ngãng|lãng tai|(?:ngồi"
    "|đi) xe lăn|chột|què|thọt|khoèo|sứt môi|hở hàm ếch"
    "|giảm (?:thính|thị) lực|suy dinh dưỡng|còi xương|suy giảm (?:miễn dịch|khả năng lao động)"
    # injuries and what is done about them
    "|(?:đa )?chấn (?:thương|động não)(?: (?:sọ não|cột sống|não|nặng|phần mềm))?|bỏng"
    "|phỏng(?! vấn| đoán| sinh| tạo| theo| chừng)|bị thương"
    "|điện giật|trật khớp|trẹo|bong gân|lật cổ"
    f"|(?:gãy|gẫy|cụt|cắt|cưa|đứt|mất|dập|giập|vỡ|hỏng|nứt|rạn|nghiền|nát|bó bột|nẹp|khâu"
    "|rách|bầm dập|lệch|xẹp|lún|teo|tê|liệt|cuốn đứt|nghiến đứt)"
    f"(?: (?:cả|một|hai|ba|bốn|năm|mấy|nửa"
    f"|gần))*(?: {_WORD}){{0,2}} (?:{_LIMBS})(?! {_NO_LIMB})|(?:dập|giập"
    f"|vỡ) (?:nát|lá lách|phổi|xương|gan|đốt|tim)"
    f"|(?:rách|đứt) (?:dây chằng|sụn|cơ|võng mạc|giác mạc|gân|màng nhĩ|lách)|tụ máu|hôn mê"
    f"|cháy (?:da|sém)"
    "|(?:giãn|căng|rách|đứt|sưng|viêm|phù|chèn(?: ép)?|bong|đau) (?:dây chằng|cơ|gân|sụn|màng nhĩ"
    "|thần kinh|mạch máu|bao khớp|tủy)|đi (?:cà nhắc|cà thọt|khập khiễng|tập tễnh)|chống nạng"
    "|(?:chữa|điều trị|bị|mắc) (?:bệnh )?lao(?! (?:động|vào|ra|tâm|công|xuống|tới|lên|đầu|đao))"
    "|bị (?:rắn|chó|ong|rết|bọ cạp|khỉ)(?: [^\\W\\d_]+){0,2} (?:cắn|đốt|chích)"
    "|đang điều trị (?!tại|ở|nội trú|ngoại trú|cho|bằng|theo|dài|tích|miễn|bệnh|từ|hết|xong|lâu"
    "|tốn|trong"
    "|hai|ba|cùng|và|ngày|hồi|tiếp|đặc|với|do|sau)[^\\W\\d_]+ [^\\W\\d_]+"
    f"|đau (?:đa khớp|lưng|khớp|thắt ngực|bao tử|tim|gan|tai giữa|vai gáy)"
    f"|tổn thương {_WORD}(?: {_WORD})?"
    "|mất (?:sức lao động|\\d+(?:[,.]\\d+)? ?% sức|khả năng (?:lao động|đi lại|vận động|nói|nghe"
    "|nhìn|sinh sản)|thị lực|thính lực|giọng|tiếng nói|trí nhớ)"
    "|nằm (?:liệt|một chỗ|bất động)"
    f"|cắt (?:bỏ|cụt|đoạn|một phần|hạ chi|túi mật|dạ dày|tử cung|ruột)|(?:hóa|hoá"
    f"|xạ) trị(?: u {_WORD}| ung thư)?"
    f"|phẫu thuật(?: {_WORD}){{0,3}}|mổ (?!tháng|hôm|vào|ngày|sáng|chiều|tuần|gấp|xong|được|thì"
    f"|cho|cái|ra|lại|sẻ|xẻ|lợn|bò|gà|heo|trâu|cò|băng|cá"
    f"|bụng cá){_WORD}"
    "|truyền hóa chất"
    "|hiểm nghèo|trọng bệnh|bạo bệnh|nan y|ốm (?:nặng|liệt|thập tử)"
    f"|bệnh (?:nền|lý|máu|thận hư|nặng|hiểm|hiếm|phong|nghề nghiệp|mạn|mãn|tật|{_ORGANS}|trĩ|lao"
    f"|gút|động kinh"
    "|parkinson|down|tâm|tự|sởi|dại|ngoài da|phụ khoa)"
)
# What is told by a word for being ill, whatever it is.
_MORE = (
    "(?<!thắc )(?<!vướng )mắc (?:phải |thêm |cùng lúc )?(?!lỗi|nợ|kẹt|mớ|sai|mưu|cạn|míu|võng"
    "|màn|nối|dây|cửi|điện|khuyết|công|việc|bận|lừa|bẫy|vào|ở|với|mứu|cỡ|tiền|cáp|đường|trên"
    "|câu|bệnh|căn|chứng)"
    "|(?:căn bệnh|mắc bệnh|chứng) (?!nhận|minh|khoán|từ|chỉ|kiến|cứ|thực|tỏ|thư|giám|quái|nghề)"
)
ILL = LazyPattern(rf"(?:{_ILLNESSES}|(?:{_MORE})(?!(?:{_ILLNESSES})(?!\w)){_WORD})(?!\w)")
# What is typed without accents on a telephone: only where a word for being ill stands before.
UNMARKED = LazyPattern(
    r"(?:bi|mac|benh)(?: benh| chung)? (?P<ill>tai bien|tai nan gay \w+|u (?!r)[a-z]{2,}|ung thu"
    r"|dot quy|dot qui|suy (?:than|tim|gan|ho hap|tuy)|viem [a-z]+|gay (?:xuong |ca |mot |hai )?"
    r"(?:tay|chan|xuong|suon|co|dui|vai)|bong|chan thuong|liet|tam than|tram cam|dong kinh"
    r"|tieu duong|cao huyet ap|huyet ap|sot (?:ret|xuat huyet|cao)|soi (?:than|mat)|thoat vi|tim"
    r"|lao|xo gan|xuat huyet|nhoi mau|tu ky|bai nao|covid|say thai|dong thai|cut|dut|dap|than|hen"
    r"|da day|bai liet|diec|mu|hiv|k [a-z]{2,}|tri)(?![\w])"
)
UNMARKED_STEMS = anchors("bi ", "mac ", "benh ")
# What each of these begins with, to be looked for first.
STEMS = anchors(
    *(  # noqa: SIM905 -- words read best so
        "ung|k|di căn|khối u|bướu|bạch cầu|bạch hầu|máu|u |polyp|lympho|tan máu|thiếu máu|"
        "băng huyết|xuất huyết|rong kinh|đa hồng cầu|đa chấn|hạch|giảm tiểu cầu|giảm thính|"
        "giảm thị|suy|chạy thận|lọc|xơ|viêm|sỏi|gan|men gan|mỡ|tim bẩm|tim to|bẩm sinh|thay van|"
        "van|hở|hẹp|sa van|sa tử cung|sa trực tràng|sa sút|sa niệu|sa thành|mạch vành|đặt stent|"
        "đặt |máy tạo|loạn|rung nhĩ|nhồi|đột quỵ|đột quị|tai biến|huyết áp|tiểu đường|đái|loét"
        "|đau dạ|"
        "đau tá|đau đại|đau cột|đau lưng mạn|đau thần kinh|đau khớp|đau nửa|thủng|trào ngược|trĩ|"
        "thoát vị|đĩa đệm|thoái hóa|thoái hoá|gai cột|gai đôi|loãng|thấp khớp|phong thấp|"
        "khớp mạn|vẹo|gù|gout|gút|hen|suyễn|copd|phổi tắc|bụi phổi|tràn|giãn|tắc mạch|"
        "tắc động mạch|tắc ruột|tắc vòi|tắc phổi|tắc mật|hoại|áp xe|nhược|cường giáp|basedow|"
        "lupus|vảy|vẩy|zona|teo|ghép|võng mạc|giác mạc|đục thủy|thủy đậu|thủy tinh thể|thuỷ đậu|"
        "glôcôm|tăng động|tăng nhãn|cườm|thần kinh|não úng|rò |sán |hiv|aids|lao phổi|lao xương|"
        "sốc |lao hạch|lao màng|lao kháng|giang mai|sùi|nhiễm|dương tính|covid|sốt|sởi|quai bị|cúm|"
        "ho |uốn ván|tay chân miệng|đậu mùa|whitmore|ngộ độc|trầm cảm|tâm thần|tâm lý nặng|hoang|"
        "rối loạn|tự kỷ|động kinh|động thai|bại|liệt|parkinson|alzheimer|mất |lú|lẫn|thiểu|"
        "chậm phát|chậm nói|down|nghiện|cai nghiện|cai rượu|cai thuốc|hội chứng|sống thực|sảy|"
        "sẩy|thai |dọa|doạ|vô sinh|hiếm muộn|thụ tinh|tiền sản|mang thai|mang bầu|mang song|"
        "có bầu|có thai|có tin vui|cấn|bầu|song thai|sinh non|sinh mổ|sinh khó|đẻ non|ốm |nghén"
        "|chửa|"
        "chuyển dạ|mãn|khuyết|tàn tật|tàn phế|dị tật|dị dạng|thương tật|câm|điếc|mù|lòa|loà|"
        "khiếm|chột|co giật|ngất xỉu|hạ canxi|hạ đường|lưng còng|nghễnh|lãng tai|ngồi xe lăn|"
        "đi xe lăn|què|thọt|khoèo|sứt|còi|chấn|bỏng|phỏng|bị thương|điện giật|trật|trẹo|bong gân|"
        "lật cổ|gãy|gẫy|cụt|cắt|cưa|đứt|dập|giập|vỡ|hỏng|nứt|rạn|nghiền|nát|bó bột|nẹp|khâu|"
        "hóa trị|hoá trị|xạ|phẫu|mổ|truyền hóa|hiểm nghèo|trọng bệnh|bạo bệnh|nan y|mắc|căn bệnh|"
        "chứng|bệnh|rách|bầm dập|lệch|xẹp|lún|tê|cuốn đứt|nghiến đứt|tụ máu|hôn mê|đau lưng"
        "|đau thắt|"
        "đau bao|đau đa|cháy da|cháy sém|đau tim|đau gan|đau tai|đau vai|tổn thương|nằm liệt"
        "|nằm một chỗ|nằm bất|"
        "tật nguyền|có tật|mờ|"
        "căng|sưng|phù|chèn|bong|đi cà|đi khập|đi tập|chống nạng|chữa lao|chữa bệnh lao"
        "|điều trị lao|điều trị bệnh lao|bị lao|mắc lao|bị rắn|bị chó|bị ong|bị rết"
        "|đang điều trị|phình|tiền đình|tiền liệt|phì đại|thắt ngực|xương thủy|nôn ra|tim mạch"
        "|u nang|hở môi|"
        "bàn chân bẹt|lo âu|ảo giác|điên|ngớ|ngơ|hư thai|lưu thai|nạo thai"
    ).split("|")
)
