#include "gateway/commands/invoer.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iostream>

namespace gateway::commands {

namespace {

constexpr std::size_t largest = std::size_t{256} << 20;

model::Result<std::string> read_all(std::istream& in, std::string const& name) {
    std::string bytes;
    std::array<char, 65536> block; // NOLINT(cppcoreguidelines-pro-type-member-init): filled before it is read
    while (in.read(block.data(), block.size()) || in.gcount() > 0) {
        bytes.append(block.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() > largest)
            return std::unexpected(model::Error{model::ErrorCode::wrong_use, fmt::format("{}: groter dan 256 MiB", name)});
    }
    if (in.bad()) return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: niet te lezen", name)});
    return bytes;
}

} // namespace

std::vector<std::string> expand(std::vector<std::string> const& names) {
    namespace fs = std::filesystem;
    std::vector<std::string> files;
    for (auto const& name : names) {
        std::error_code error;
        if (name == "-" || !fs::is_directory(name, error)) {
            files.push_back(name);
            continue;
        }
        std::vector<std::string> found;
        auto const options = fs::directory_options::skip_permission_denied;
        for (fs::recursive_directory_iterator it(name, options, error), end; it != end; it.increment(error)) {
            if (error) break;
            std::error_code unreadable;
            if (it->is_regular_file(unreadable) && it->path().extension() == ".xml") found.push_back(it->path().string());
        }
        std::ranges::sort(found);
        if (found.empty()) files.push_back(name); // reading it says that there is nothing to read
        files.insert(files.end(), found.begin(), found.end());
    }
    return files;
}

model::Result<std::string> read_input(std::string const& name) {
    if (name == "-") return read_all(std::cin, "standaardinvoer");
    std::error_code error;
    if (!std::filesystem::exists(name, error))
        return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: bestaat niet", name)});
    if (std::filesystem::is_directory(name, error))
        return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: deze map bevat geen *.xml", name)});
    std::ifstream in(name, std::ios::binary);
    if (!in) return std::unexpected(model::Error{model::ErrorCode::not_found, fmt::format("{}: niet te openen", name)});
    return read_all(in, name);
}

model::Result<std::string> lees_bsn(std::string const& name) {
    auto text = read_input(name);
    if (!text) return std::unexpected(text.error());
    std::erase_if(*text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    if (text->size() != 9 || text->find_first_not_of("0123456789") != std::string::npos)
        return std::unexpected(model::Error{model::ErrorCode::wrong_use,
                                            "Het bestand (of wat wordt ingevoerd) is een burgerservicenummer en niets anders: negen cijfers, die aan de elfproef voldoen."});
    return text;
}

model::Result<void> write_output(std::filesystem::path const& path, std::string_view bytes) {
    auto const failure = [&] {
        return std::unexpected(model::Error{model::ErrorCode::store_io, fmt::format("{}: niet te schrijven", path.string())});
    };
    auto temporary = path;
    temporary += ".deel";
    {
        std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (!out.flush()) return failure();
    }
    std::error_code error;
    std::filesystem::rename(temporary, path, error);
    if (error) return failure();
    return {};
}

Progress::Progress(std::size_t total) : total_(total), terminal_(isatty(STDERR_FILENO) == 1), start_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { clear(); }

void Progress::step(std::size_t done, std::string_view name) {
    if (!terminal_ || std::chrono::steady_clock::now() - start_ < std::chrono::seconds(1)) return;
    fmt::print(stderr, "\r\033[K{}/{} {}", done, total_, name);
    shown_ = true;
}

void Progress::clear() {
    if (shown_) fmt::print(stderr, "\r\033[K");
    shown_ = false;
}

} // namespace gateway::commands
