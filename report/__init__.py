from . import statement_file, statement_report
