#pragma once

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

namespace support {

/// A new directory of its own, gone at the end.
class TempDir {
public:
    TempDir() {
        std::string form = (std::filesystem::temp_directory_path() / "ketenpoort-test-XXXXXX").string();
        if (::mkdtemp(form.data()) == nullptr) throw std::runtime_error("no temporary directory");
        path_ = form;
    }
    ~TempDir() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TempDir(TempDir const&) = delete;
    TempDir& operator=(TempDir const&) = delete;

    [[nodiscard]] std::filesystem::path const& path() const noexcept { return path_; }

private:
    std::filesystem::path path_;
};

} // namespace support
