"""The command line as a person meets it: sentences, exit codes and no secrets."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.cli import service
from bot.data_folder import owned
from bot.playground.workspace import Workspace

SECRET = "xoxb-s3cr3t"
ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "PYTHONPATH": str(Path(__file__).parent.parent),  # this checkout, whichever is installed
    "HOME": "/nonexistent",
    "HF_HUB_OFFLINE": "1",
}


def termwise(folder: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a folder of its own, with nothing set but what is given."""
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=ENVIRONMENT | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that a failed command said."""
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    (line,) = done.stderr.strip().splitlines()
    assert line.startswith("termwise: ")
    return line


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["run", "--help"],
        ["ask", "--help"],
        ["demo", "--help"],
        ["model", "download", "--help"],
        ["terms", "--help"],
        ["terms", "import", "--help"],
    ],
)
def test_help_comes_at_once(tmp_path: Path, arguments: list[str]) -> None:
    start = time.perf_counter()
    done = termwise(tmp_path, *arguments)
    assert done.returncode == 0
    assert "Usage" in done.stdout
    assert time.perf_counter() - start < 3
    assert list(tmp_path.iterdir()) == []


def test_the_command_line_loads_no_torch_before_it_needs_it() -> None:
    heavy = {"torch", "transformers", "slack_bolt", "sqlalchemy", "rjieba"}
    code = f"import sys, bot.cli; print({heavy} & {{*sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert loaded.stdout.strip() == "set()"


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SLACK_BOT_TOKEN"),
        ({"SLACK_BOT_TOKEN": SECRET}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": SECRET, "SLACK_APP_TOKEN": SECRET}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": SECRET, "TERMWISE_SLACK_MODE": "http"}, "SLACK_SIGNING_SECRET"),
        ({"TERMWISE_SLACK_MODE": "x"}, "TERMWISE_SLACK_MODE"),
        ({"TERMWISE_GLOSSARIES": "terms.csv"}, "TERMWISE_GLOSSARIES"),
    ],
)
def test_running_with_a_wrong_setting_is_one_sentence_and_exit_code_2(
    tmp_path: Path, variables: dict[str, str], named: str
) -> None:
    done = termwise(tmp_path, "run", **variables)
    assert named in sentence(done)
    assert done.returncode == 2
    assert SECRET not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TERMWISE_PORT", "many"),
        ("TERMWISE_GLOSSARIES", '["missing.csv"]'),
        ("TERMWISE_DATA_DIR", "/dev/null/data"),
        ("TERMWISE_DATABASE_URL", "mysql://root:xoxb-s3cr3t@db/x"),
        ("TERMWISE_DATABASE_URL", "sqlite:////dev/null/x.db"),
    ],
)
def test_asking_with_a_wrong_setting_is_one_sentence_and_exit_code_2(
    tmp_path: Path, variable: str, value: str
) -> None:
    done = termwise(tmp_path, "ask", "What is ROE?", **{variable: value})
    assert variable in sentence(done)
    assert done.returncode == 2
    assert SECRET not in done.stderr


def test_a_model_that_is_not_here_is_named_as_it_was_written(tmp_path: Path) -> None:
    done = termwise(tmp_path, "ask", "What is ROE?", TERMWISE_MODEL="[bold]x[/y]")
    said = sentence(done)
    assert "TERMWISE_MODEL is [bold]x[/y]" in said
    assert "termwise model download" in said
    assert done.returncode == 2


def test_a_model_that_cannot_be_downloaded_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    done = termwise(tmp_path, "model", "download", TERMWISE_MODEL="nobody/nothing")
    assert "Downloading nobody/nothing" in done.stderr
    assert "TERMWISE_MODEL" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert done.returncode == 1


def demo(folder: Path, *arguments: str, **variables: str) -> subprocess.Popen[str]:
    """Start the demo on a free port, with its log in ``output``."""
    with (folder / "output").open("w") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--port", "0", *arguments],
            cwd=folder,
            env=ENVIRONMENT | variables,
            stdout=output,
            stderr=output,
            text=True,
        )


def wait_for(file: Path, text: str) -> None:
    """Wait until a file says something."""
    deadline = time.monotonic() + 60
    while not file.exists() or text not in file.read_text():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_at_once_while_the_model_loads(
    tmp_path: Path, number: signal.Signals
) -> None:
    with demo(tmp_path, "--no-browser") as process:
        wait_for(tmp_path / "output", "loading the model")
        process.send_signal(number)
        assert process.wait(5) == -number
    assert "ready" not in (tmp_path / "output").read_text()


def test_a_browser_that_waits_for_the_page_gets_it(tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(
        f"#!{sys.executable}\nimport sys, urllib.request\n"
        "page = urllib.request.urlopen(sys.argv[1], timeout=10).read().decode()\n"
        "open('page', 'w').write(page)\n"
    )
    browser.chmod(0o755)
    with demo(tmp_path, BROWSER=str(browser)) as process:
        wait_for(tmp_path / "page", "<title>")
        process.kill()


def test_two_demos_do_not_share_a_data_folder(tmp_path: Path) -> None:
    with owned(tmp_path / "data" / "demo"):
        done = termwise(tmp_path, "demo", "--no-browser", "--port", "0")
    assert "already at work on data/demo" in sentence(done)
    assert done.returncode == 1


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = termwise(tmp_path, "demo", "--no-browser", "--port", str(port))
    assert f"Port {port} is taken by another program" in sentence(done)


def test_an_unreadable_state_of_the_playground_is_not_blamed_on_the_port(tmp_path: Path) -> None:
    (tmp_path / "data" / "demo" / "slack.json").mkdir(parents=True)
    said = sentence(termwise(tmp_path, "demo", "--no-browser", "--port", "0"))
    assert "slack.json" in said
    assert "taken" not in said


@pytest.mark.parametrize("command", ["run", "demo"])
def test_a_data_folder_that_cannot_be_written_to_is_named(tmp_path: Path, command: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\nSLACK_APP_TOKEN=xapp-1\n")
    folder = ["--data", "file/x"] if command == "demo" else []
    done = termwise(tmp_path, command, *folder, TERMWISE_DATA_DIR="file/x")
    assert "Data cannot be written to file/x" in sentence(done)
    assert done.returncode == 2


def test_a_damaged_glossary_is_named_with_its_line(tmp_path: Path) -> None:
    columns = "concept,language,name,abbreviation,aliases,field,definition,source,related"
    (tmp_path / "terms.csv").write_text(f"{columns}\nroe,en,ROE,,,finance,,IFRS,\n")
    done = termwise(tmp_path, "ask", "What is ROE?", TERMWISE_GLOSSARIES='["terms.csv"]')
    assert "terms.csv, line 2" in sentence(done)
    assert done.returncode == 1


@pytest.mark.parametrize("arguments", ["dance", "demo-model train --steps 0"])
def test_an_unknown_command_or_number_is_refused(tmp_path: Path, arguments: str) -> None:
    assert termwise(tmp_path, *arguments.split()).returncode == 2


@pytest.mark.parametrize(("question", "code"), [("  ", 2), ("什么是市盈率？", 0)])
def test_the_exit_code_tells_whether_the_question_was_answered(
    tmp_path: Path, question: str, code: int
) -> None:
    assert termwise(tmp_path, "ask", question, "--demo").returncode == code


def test_in_the_demo_the_playground_s_people_review_unless_others_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("TERMWISE_REVIEWERS", raising=False)
    given = "http://127.0.0.1/api/", "xoxb-1", "xapp-1", tmp_path
    reviewers = service._demo_settings(*given).reviewers
    assert len(reviewers) >= 2
    assert set(reviewers) <= Workspace().users.keys()
    monkeypatch.setenv("TERMWISE_REVIEWERS", '["U0ONE"]')
    assert service._demo_settings(*given).reviewers == ("U0ONE",)
