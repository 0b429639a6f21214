from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from disclosures.models import Account, Region

REFERENCE = Path(__file__).resolve().parents[3] / "reference"
pytestmark = pytest.mark.django_db


def rows(name: str) -> int:
    return len((REFERENCE / name).read_text().splitlines()) - 1


def test_reference_data_can_be_loaded_again_and_again() -> None:
    for _ in range(2):
        call_command("import_regions", REFERENCE / "divisions.csv")
        assert Region.objects.count() == rows("divisions.csv") - len(["东莞市", "中山市", "儋州市"])
        for name in ("functional_accounts.csv", "economic_accounts.csv"):
            call_command("import_accounts", REFERENCE / name)
        number = rows("functional_accounts.csv") + rows("economic_accounts.csv")
        assert Account.objects.count() == number
    huangpu = Region.objects.get(code="310101")
    assert huangpu.path == "/310000/310100/310101/"
    dongguan = Region.objects.get(code="441900")
    assert (dongguan.level, dongguan.path) == ("prefecture", "/440000/441900/")
    functional = Account.objects.get(classification="functional", code="2010301", status="printed")
    assert functional.parent is not None
    assert (functional.parent.code, functional.level) == ("20103", "item")
    assert not Account.objects.filter(classification="economic").exclude(code__startswith="3").exists()


def test_former_names_stand_beside_the_present_ones() -> None:
    call_command(
        "import_accounts", REFERENCE / "functional_accounts.csv", REFERENCE / "functional_renames.csv"
    )
    names = dict(Account.objects.filter(code="205").values_list("status", "name"))
    assert names == {"printed": "教育支出", "historical": "教育"}


def test_an_official_list_loaded_over_it_sets_status_and_validity(tmp_path: Path) -> None:
    official = tmp_path / "official.csv"
    official.write_text("code,name,valid_from,valid_to\n201,一般公共服务支出,2020-01-01,2020-12-31\n")
    call_command("import_accounts", REFERENCE / "functional_accounts.csv", official)
    account = Account.objects.get(code="201")
    assert (account.status, str(account.valid_from)) == ("official", "2020-01-01")
    assert not Account.objects.for_year(2021).filter(code="201").exists()
    assert Account.objects.for_year(2020).filter(code="201").exists()


@pytest.mark.parametrize(
    ("command", "text", "message"),
    [
        ("import_accounts", "code,name\n20,短\n", "digits"),
        ("import_accounts", "code,name\n201,\n", "no name"),
        ("import_accounts", "code,name,status\n201,甲,maybe\n", "status"),
        ("import_accounts", "code,name,valid_from\n201,甲,2020\n", "date"),
        ("import_regions", "code,name,level,parent\n370200,青岛市,prefecture,370000\n", "no region 370000"),
        ("import_regions", "code,name,level,parent\n3702,青岛市,prefecture,\n", "six digits"),
        ("import_regions", "name\n青岛市\n", "'code'"),
    ],
)
def test_a_line_that_cannot_be_loaded_is_named_and_nothing_is(
    tmp_path: Path, command: str, text: str, message: str
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text)
    with pytest.raises(CommandError, match=message):
        call_command(command, file)
    assert not Account.objects.exists()
    assert not Region.objects.exists()
