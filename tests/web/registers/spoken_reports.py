"""An invented report that speaks of suggestions and proposals."""

from luoshi_web.ledgerstore.models import Report
from luoshi_web.ledgerstore.services.read import read_copy
from luoshi_web.ledgerstore.services.uploads import upload_copy
from tests.web.conftest import NOW, District

TEXT = """政府工作报告

（2026年{on}在云岭省临河市青川区第六届人民代表大会第五次会议上）

青川区人民政府区长  沈知秋

各位代表：
    现在，我代表青川区人民政府，向大会报告政府工作，请予审议。
    一、2025年工作回顾
    一年来，地区生产总值增长6.2%，新增城镇就业6735人。{past}
    二、2026年工作安排
    今年的主要预期目标是：地区生产总值增长6%左右，固定资产投资增长3%左右，城镇新增就业6500人以上。
    三、建设人民满意的政府
    自觉接受监督，人大代表建议、政协提案办复率保持100%。新招引超亿元项目100个。“三公”经费只减不增。
    各位代表！让我们团结奋斗。谢谢大家！
"""


def spoken_report(district: District, *, on: str = "1月20日", past: str = "") -> Report:
    """Brought in and read, nobody has reviewed it."""
    data = TEXT.format(on=on, past=past).encode()
    copy = upload_copy(
        actor=district.actor("supervisor"), name="青川区2026年政府工作报告.txt", data=data, at=NOW
    )
    read_copy(copy_id=copy.pk, at=NOW)
    copy.refresh_from_db()
    assert copy.report is not None, copy.ledger
    return copy.report
