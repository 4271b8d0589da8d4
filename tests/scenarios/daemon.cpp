#include "gateway/commands/http_client.hpp"
#include "tests/scenarios/door.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/json/parse.hpp>
#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace scenarios {

namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

using gateway::HttpAntwoord;
using gateway::commands::HttpClient;

/// A port that is free now; asked of the system just before the daemon takes it.
unsigned free_port() {
    boost::asio::io_context io;
    boost::asio::ip::tcp::acceptor const acceptor(io, {boost::asio::ip::address_v4::loopback(), 0});
    return acceptor.local_endpoint().port();
}

HttpAntwoord exchange(model::Result<HttpAntwoord> answer) {
    if (!answer) throw std::runtime_error(answer.error().context);
    return std::move(*answer);
}

void wait_ms(int ms) { ::poll(nullptr, 0, ms); }

class Daemon final : public Door {
public:
    Daemon(Case const& c, fs::path const& program, std::shared_ptr<xsd::SchemaSet const> schemas) : schemas_(std::move(schemas)) {
        begin_store(c, directory_.path() / "data");
        start(c, program);
    }

    ~Daemon() override {
        stop();
        // Where tests/support/kanarie.py looks for what no log may hold.
        if (auto const* kanarie = std::getenv("KANARIE")) std::ofstream(fs::path(kanarie) / "log.scenarios", std::ios::app) << log();
    }

    Reply send(std::string const& bytes) override {
        auto const answer = exchange(client_->post_xml("/v1/berichten", bytes));
        if (answer.status != 200 && answer.status != 201 && answer.status != 422)
            throw std::runtime_error(fmt::format("POST gave {}: {}", answer.status, answer.body));
        auto const parsed = json::parse(answer.body);
        Reply reply;
        reply.id = parsed.at("id").to_number<std::int64_t>();
        reply.bevindingen = findings_of(answer.body);
        auto const besluit = exchange(client_->get(fmt::format("/v1/berichten/{}/besluit", reply.id)));
        if (besluit.status != 200) throw std::runtime_error(fmt::format("GET besluit gave {}", besluit.status));
        reply.besluit = besluit.body;
        reply.uitkomst = std::string(json::parse(besluit.body).at("uitkomst").as_string());
        if (findings_of(besluit.body) != reply.bevindingen) throw std::runtime_error("answer and decision record differ in their findings");
        auto const retour = exchange(client_->get(fmt::format("/v1/berichten/{}/retour", reply.id)));
        if (retour.status == 200) reply.retour = retour.body;
        else if (retour.status != 404) throw std::runtime_error(fmt::format("GET retour gave {}", retour.status));
        return reply;
    }

    [[nodiscard]] std::string log() const override { return slurp(directory_.path() / "log"); }
    [[nodiscard]] std::vector<std::string> replay() override { return replay_faults(directory_.path() / "data", schemas_); }

private:
    void start(Case const& c, fs::path const& program);
    void stop();

    std::shared_ptr<xsd::SchemaSet const> schemas_;
    TemporaryDirectory directory_;
    std::unique_ptr<HttpClient> client_;
    pid_t pid_ = -1;
};

void Daemon::start(Case const& c, fs::path const& program) {
    auto const port = free_port();
    auto const settings = directory_.path() / "ketenpoort.toml";
    {
        std::ofstream out(settings);
        out << fmt::format("luister = \"127.0.0.1:{}\"\ndata = \"{}\"\nvandaag = \"{}\"\nvrije_ruimte = 0\nwerkers = 1\ntest_bsn = \"{}\"\n",
                           port, (directory_.path() / "data").string(), model::to_string(c.vandaag),
                           c.test_bsn_weigeren ? "weigeren" : "toestaan");
    }
    auto const log_name = (directory_.path() / "log").string();
    auto const program_name = program.string();
    auto const settings_name = settings.string();
    pid_ = ::fork();
    if (pid_ < 0) throw std::runtime_error("fork failed");
    if (pid_ == 0) {
        int const out = ::open(log_name.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
        ::dup2(out, STDOUT_FILENO);
        ::dup2(out, STDERR_FILENO);
        ::execl(program_name.c_str(), program_name.c_str(), "serve", "--config", settings_name.c_str(), nullptr);
        ::_exit(127);
    }
    client_ = std::make_unique<HttpClient>(HttpClient::for_url(fmt::format("http://127.0.0.1:{}", port)).value());
    auto const deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (true) {
        auto const ready = client_->get("/health/ready", std::chrono::seconds(5));
        if (ready && ready->status == 200) return;
        int status = 0;
        if (::waitpid(pid_, &status, WNOHANG) == pid_) {
            pid_ = -1;
            throw std::runtime_error("the daemon ended at start:\n" + log());
        }
        if (std::chrono::steady_clock::now() > deadline) {
            stop();
            throw std::runtime_error("the daemon was not ready within 60 s:\n" + log());
        }
        wait_ms(5);
    }
}

void Daemon::stop() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGTERM);
    while (::waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
}

} // namespace

std::unique_ptr<Door> open_daemon(Case const& c, fs::path const& program, std::shared_ptr<xsd::SchemaSet const> schemas) {
    return std::make_unique<Daemon>(c, program, std::move(schemas));
}

} // namespace scenarios
